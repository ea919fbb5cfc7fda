using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Reminders;

[Alias("tests.IReminderGrain")]
public interface IReminderGrain : IGrainWithStringKey
{
    [Alias("Register")]
    Task Register(string name, TimeSpan due, TimeSpan period);

    [Alias("Unregister")]
    Task Unregister(string name);

    [Alias("UnregisterTwice")]
    Task UnregisterTwice(string name);

    [Alias("Names")]
    Task<string[]> Names();

    [Alias("Has")]
    Task<bool> Has(string name);
}

public sealed class ReminderGrain : Grain, IReminderGrain, IRemindable
{
    public async Task Register(string name, TimeSpan due, TimeSpan period)
        => (await this.RegisterOrUpdateReminder(name, due, period)).ReminderName.ShouldBe(name);

    public async Task Unregister(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

    public async Task UnregisterTwice(string name)
    {
        var reminder = (await this.GetReminder(name))!;
        await this.UnregisterReminder(reminder);
        await this.UnregisterReminder(reminder);
    }

    public async Task<string[]> Names() => [.. (await this.GetReminders()).Select(r => r.ReminderName).Order()];

    public async Task<bool> Has(string name) => await this.GetReminder(name) is not null;

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Probe.Of(this.GetPrimaryKeyString()).Note($"{reminderName} {RuntimeIdentity} {status.Period} {status.FirstTickTime:O} {status.CurrentTickTime:O}");
        return Task.CompletedTask;
    }
}
