using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Timers;

[Alias("tests.ITimerGrain")]
public interface ITimerGrain : IGrainWithStringKey
{
    [Alias("Start")]
    Task Start(TimeSpan due, TimeSpan period, bool interleave, bool hold);

    [Alias("Change")]
    Task Change(TimeSpan due, TimeSpan period);

    [Alias("Stop")]
    Task Stop();

    [Alias("StartLegacy")]
    Task StartLegacy();

    [Alias("Busy")]
    Task Busy();
}

public sealed class TimerGrain : Grain, ITimerGrain
{
    private IGrainTimer? _timer;
    private int _inside;

    private Probe Probe => Probe.Of(this.GetPrimaryKeyString());

    public Task Start(TimeSpan due, TimeSpan period, bool interleave, bool hold)
    {
        _timer = this.RegisterGrainTimer(
            Tick, hold, new GrainTimerCreationOptions(due, period) { Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan due, TimeSpan period)
    {
        _timer!.Change(due, period);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task StartLegacy()
    {
#pragma warning disable CS0618 // The old timers are part of the API.
        RegisterTimer(_ => Tick(hold: false, CancellationToken.None), null, TimeSpan.Zero, TimeSpan.FromHours(1));
#pragma warning restore CS0618
        return Task.CompletedTask;
    }

    public async Task Busy()
    {
        Probe.Set("busy");
        await Probe.When("idle");
    }

    private async Task Tick(bool hold, CancellationToken cancellationToken)
    {
        Probe.Note($"tick {Interlocked.Increment(ref _inside)}");
        if (hold)
        {
            await Probe.When("release");
        }

        Interlocked.Decrement(ref _inside);
        if (Probe.IsSet("fail"))
        {
            throw new InvalidOperationException("A tick fails, the next one comes.");
        }
    }
}
