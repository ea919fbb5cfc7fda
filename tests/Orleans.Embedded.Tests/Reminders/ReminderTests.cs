using Orleans.Hosting;
using Orleans.TestingHost;

namespace Orleans.Embedded.Tests.Reminders;

public sealed class ReminderTests : IAsyncLifetime
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);

    private InProcessTestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await Clusters.StartAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Reminder_Ticks_UntilUnregistered()
    {
        var key = Soon.Key();
        var grain = _cluster.Client.GetGrain<IReminderGrain>(key);
        await grain.Register("tick", TimeSpan.Zero, Short).InTime();
        (await Probe.Of(key).NextNoteAsync()).ShouldStartWith("tick ");
        await Probe.Of(key).NextNoteAsync();
        (await grain.Has("tick").InTime()).ShouldBeTrue();
        await grain.Unregister("tick").InTime();
        (await grain.Has("tick").InTime()).ShouldBeFalse();
    }

    [Fact]
    public async Task Reminder_OfAnInactiveGrain_ActivatesIt()
    {
        var key = Soon.Key();
        var grain = _cluster.Client.GetGrain<IReminderGrain>(key);
        await grain.Register("wake", TimeSpan.FromMilliseconds(500), TimeSpan.FromHours(1)).InTime();
        await _cluster.DeactivateAsync(grain).InTime();
        (await Probe.Of(key).NextNoteAsync()).ShouldStartWith("wake ");
    }

    [Fact]
    public async Task Reminders_OfOneGrain_AreItsOwn()
    {
        var grain = _cluster.Client.GetGrain<IReminderGrain>(Soon.Key());
        var other = _cluster.Client.GetGrain<IReminderGrain>(Soon.Key());
        await grain.Register("a", TimeSpan.FromHours(1), TimeSpan.FromHours(1)).InTime();
        await grain.Register("b", TimeSpan.FromHours(1), TimeSpan.FromHours(1)).InTime();
        (await grain.Names().InTime()).ShouldBe(["a", "b"]);
        (await other.Names().InTime()).ShouldBeEmpty();
        await grain.UnregisterTwice("a").InTime();
        (await grain.Names().InTime()).ShouldBe(["b"]);
    }

    [Fact]
    public async Task Reminder_RegisteredAnew_TakesTheNewSchedule()
    {
        var key = Soon.Key();
        var grain = _cluster.Client.GetGrain<IReminderGrain>(key);
        await grain.Register("r", TimeSpan.FromHours(1), TimeSpan.FromHours(1)).InTime();
        await grain.Register("r", Short, TimeSpan.FromHours(2)).InTime();
        (await Probe.Of(key).NextNoteAsync()).ShouldContain("02:00:00");
        (await grain.Names().InTime()).ShouldBe(["r"]);
    }

    [Fact]
    public async Task Reminder_PeriodBelowTheMinimum_IsRefused()
    {
        await using var cluster = await Clusters.StartAsync(
            configure: silo => silo.Configure<ReminderOptions>(o => o.MinimumReminderPeriod = TimeSpan.FromMinutes(1)));
        var grain = cluster.Client.GetGrain<IReminderGrain>(Soon.Key());
        await Should.ThrowAsync<ArgumentException>(() => grain.Register("fast", TimeSpan.Zero, TimeSpan.FromSeconds(59)).InTime());
        await grain.Register("slow", TimeSpan.FromHours(1), TimeSpan.FromMinutes(1)).InTime();
    }

    [Fact]
    public async Task Reminder_NegativeOrInfiniteTimes_AreRefused()
    {
        var grain = _cluster.Client.GetGrain<IReminderGrain>(Soon.Key());
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => grain.Register("r", TimeSpan.FromSeconds(-1), Short).InTime());
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => grain.Register("r", TimeSpan.Zero, Timeout.InfiniteTimeSpan).InTime());
    }
}
