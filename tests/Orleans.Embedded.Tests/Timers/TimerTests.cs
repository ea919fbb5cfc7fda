using Orleans.TestingHost;

namespace Orleans.Embedded.Tests.Timers;

public sealed class TimerTests : IAsyncLifetime
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);

    private InProcessTestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await Clusters.StartAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Timer_Ticks_UntilDisposed()
    {
        var (grain, probe) = Get();
        await grain.Start(TimeSpan.Zero, Short, interleave: false, hold: false);
        for (var i = 0; i < 3; i++)
        {
            await probe.NextNoteAsync();
        }

        await grain.Stop();
        probe.Notes.Distinct().ShouldBe(["tick 1"]);
    }

    [Fact]
    public async Task Timer_TickFails_TheNextOneComes()
    {
        var (grain, probe) = Get();
        probe.Set("fail");
        await grain.Start(TimeSpan.Zero, Short, interleave: false, hold: false);
        await probe.NextNoteAsync();
        await probe.NextNoteAsync();
        await grain.Stop();
    }

    [Fact]
    public async Task Timer_GrainIsBusy_TickWaitsForItsTurn()
    {
        var (grain, probe) = Get();
        await grain.Start(TimeSpan.FromMilliseconds(200), Timeout.InfiniteTimeSpan, interleave: false, hold: false);
        var busy = grain.Busy();
        await probe.When("busy");
        var interleaving = _cluster.Client.GetGrain<ITimerGrain>(Soon.Key());
        await interleaving.Start(TimeSpan.FromMilliseconds(400), Timeout.InfiniteTimeSpan, interleave: false, hold: false);
        await Probe.Of(interleaving.GetPrimaryKeyString()).NextNoteAsync();
        probe.Notes.ShouldBeEmpty();
        probe.Set("idle");
        await busy.InTime();
        (await probe.NextNoteAsync()).ShouldBe("tick 1");
    }

    [Fact]
    public async Task InterleavingTimer_GrainIsBusy_TicksNonetheless()
    {
        var (grain, probe) = Get();
        var busy = default(Task);
        await grain.Start(TimeSpan.FromMilliseconds(300), Short, interleave: true, hold: false);
        busy = grain.Busy();
        await probe.When("busy");
        await probe.NextNoteAsync();
        await probe.NextNoteAsync();
        probe.Set("idle");
        await busy.InTime();
        probe.Notes.Distinct().ShouldBe(["tick 1"]);
    }

    [Fact]
    public async Task InterleavingTimer_TickTakesLong_NeverOverlapsItself()
    {
        var (grain, probe) = Get();
        await grain.Start(TimeSpan.Zero, TimeSpan.FromMilliseconds(1), interleave: true, hold: true);
        await probe.NextNoteAsync();
        await grain.Change(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1));
        probe.Set("release");
        await probe.NextNoteAsync();
        await probe.NextNoteAsync();
        await grain.Stop();
        probe.Notes.Distinct().ShouldBe(["tick 1"]);
    }

    [Fact]
    public async Task Timer_Changed_TicksByTheNewSchedule()
    {
        var (grain, probe) = Get();
        await grain.Start(TimeSpan.FromHours(1), TimeSpan.FromHours(1), interleave: false, hold: false);
        await grain.Change(TimeSpan.Zero, Short);
        await probe.NextNoteAsync();
        await probe.NextNoteAsync();
        await grain.Stop();
    }

    [Fact]
    public async Task LegacyTimer_Ticks()
    {
        var (grain, probe) = Get();
        await grain.StartLegacy();
        (await probe.NextNoteAsync()).ShouldBe("tick 1");
    }

    [Fact]
    public async Task Timer_GrainDeactivates_TicksNoMore()
    {
        var (grain, probe) = Get();
        await grain.Start(TimeSpan.Zero, Short, interleave: false, hold: false);
        await probe.NextNoteAsync();
        await _cluster.DeactivateAsync(grain).InTime();
        var count = probe.Notes.Count;

        // Another grain's timer shows that time has gone by.
        var (other, otherProbe) = Get("other");
        await other.Start(Short, Short, interleave: false, hold: false);
        for (var i = 0; i < 5; i++)
        {
            await otherProbe.NextNoteAsync();
        }

        await other.Stop();
        probe.Notes.Count.ShouldBe(count);
    }

    private (ITimerGrain Grain, Probe Probe) Get(string name = "timer")
    {
        var key = Soon.Key(name);
        return (_cluster.Client.GetGrain<ITimerGrain>(key), Probe.Of(key));
    }
}
