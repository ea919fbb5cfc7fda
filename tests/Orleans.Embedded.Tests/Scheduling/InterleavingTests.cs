using Orleans.TestingHost;

namespace Orleans.Embedded.Tests.Scheduling;

public sealed class InterleavingTests : IAsyncLifetime
{
    private InProcessTestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await Clusters.StartAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Reentrant_SecondRequest_RunsWhileTheFirstAwaits()
    {
        var (grain, probe) = Get<IReentrantGrain>();
        var first = grain.Hold("a");
        await probe.When("in a");
        var second = grain.Hold("b");
        await probe.When("in b");
        Release(probe, "a", "b");
        await Task.WhenAll(first, second).InTime();
    }

    [Fact]
    public async Task AlwaysInterleave_RunsWhileAnyOtherAwaits()
    {
        var (grain, probe) = Get<IPlainGrain>();
        var first = grain.Hold("a");
        await probe.When("in a");
        var second = grain.HoldAlways("b");
        await probe.When("in b");
        Release(probe, "a", "b");
        await Task.WhenAll(first, second).InTime();
    }

    [Fact]
    public async Task ReadOnly_InterleavesWithReadOnlyAlone()
    {
        var (grain, probe) = Get<IPlainGrain>();
        var reading = grain.HoldReading("a");
        await probe.When("in a");
        var alsoReading = grain.HoldReading("b");
        await probe.When("in b");
        var writing = grain.Hold("w");

        // A later request that may run shows that the writer was looked at and left waiting.
        var third = grain.HoldReading("c");
        await probe.When("in c");
        probe.IsSet("in w").ShouldBeFalse();
        Release(probe, "a", "b", "c");
        await Task.WhenAll(reading, alsoReading, third).InTime();
        await probe.When("in w");
        Release(probe, "w");
        await writing.InTime();
    }

    [Fact]
    public async Task ReadOnly_WhileAWriterRuns_Waits()
    {
        var (grain, probe) = Get<IPlainGrain>();
        var writing = grain.Hold("w");
        await probe.When("in w");
        var reading = grain.HoldReading("r");
        var always = grain.HoldAlways("x");
        await probe.When("in x");
        probe.IsSet("in r").ShouldBeFalse();
        Release(probe, "w", "r", "x");
        await Task.WhenAll(writing, reading, always).InTime();
    }

    [Fact]
    public async Task MayInterleave_DecidesByTheRequest()
    {
        var (grain, probe) = Get<IChoosyGrain>();
        var first = grain.Hold("bound");
        await probe.When("in bound");
        var bound = grain.Hold("bound too");
        var free = grain.Hold("free");
        await probe.When("in free");
        probe.IsSet("in bound too").ShouldBeFalse();
        Release(probe, "bound", "bound too", "free");
        await Task.WhenAll(first, bound, free).InTime();
    }

    [Fact]
    public async Task CallChain_Allowed_MayComeBack()
    {
        var first = _cluster.Client.GetGrain<IChainGrain>(Soon.Key());
        var other = _cluster.Client.GetGrain<IChainGrain>(Soon.Key());
        (await first.Start(other, allow: true).InTime()).ShouldBe("answer");
    }

    [Fact]
    public async Task CallChain_NotAllowed_ComesBackToAClosedDoor()
    {
        var first = _cluster.Client.GetGrain<IChainGrain>(Soon.Key());
        var other = _cluster.Client.GetGrain<IChainGrain>(Soon.Key());
        await Should.ThrowAsync<TimeoutException>(() => first.Start(other, allow: false).InTime());
    }

    [Fact]
    public async Task StatelessWorker_UpToItsLimit_RunsSideBySide()
    {
        var key = Soon.Key();
        var grain = _cluster.Client.GetGrain<IWorkerGrain>(key);
        var calls = Enumerable.Range(0, 5).Select(_ => grain.Work(key)).ToList();
        for (var i = 0; i < 3; i++)
        {
            await Probe.Of(key).NextNoteAsync();
        }

        Probe.Of(key).Notes.Distinct().Count().ShouldBe(3);
        Probe.Of(key).Notes.Count.ShouldBe(3);
        Probe.Of(key).Set("go");
        var workers = await Task.WhenAll(calls).InTime();
        workers.Distinct().Count().ShouldBe(3);
    }

    private static void Release(Probe probe, params string[] names)
    {
        foreach (var name in names)
        {
            probe.Set($"go {name}");
        }
    }

    private (T Grain, Probe Probe) Get<T>()
        where T : IGrainWithStringKey
    {
        var key = Soon.Key();
        return (_cluster.Client.GetGrain<T>(key), Probe.Of(key));
    }
}
