using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Embedded.Tests.Calls;

public sealed class CallTests : IAsyncLifetime
{
    private InProcessTestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await Clusters.StartAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Call_OfEachKindOfMethod_BringsArgumentsThereAndResultsBack()
    {
        var grain = _cluster.Client.GetGrain<IEchoGrain>(Soon.Key());
        await grain.Nothing();
        await grain.NoValue();
        (await grain.Number(42)).ShouldBe(42);
        (await grain.Value(new Parcel("box", 1))).ShouldBe(new Parcel("box", 2));
        (await grain.Inherited("text")).ShouldBe("text");
        (await grain.Many(1, 2, null, 3.5, new Parcel("p", 0), Guid.Empty, DateTime.UnixEpoch))
            .ShouldBe("1 2  3.5 p 00000000-0000-0000-0000-000000000000 1970-01-01T00:00:00.0000000Z");
        (await grain.Generic("a")).ShouldBe("a");
        (await grain.Generic(7L)).ShouldBe(7L);
    }

    [Fact]
    public async Task Call_CalleeThrows_CallerGetsTheExceptionWithTheStackOfTheCallee()
    {
        var grain = _cluster.Client.GetGrain<IEchoGrain>(Soon.Key());
        var error = await Should.ThrowAsync<InvalidOperationException>(() => grain.Fail("broken"));
        error.Message.ShouldBe("broken");
        error.StackTrace.ShouldNotBeNull().ShouldContain("ThrowFromDeepInside");
        (await Should.ThrowAsync<InvalidOperationException>(async () => await grain.FailAtOnce("at once"))).Message.ShouldBe("at once");
        (await Should.ThrowAsync<InvalidOperationException>(async () => await grain.FailLater("later"))).Message.ShouldBe("later");
        (await grain.Number(1)).ShouldBe(1);
    }

    [Fact]
    public async Task Call_NoResponseInTime_TimesOutAndTheGrainGoesOn()
    {
        var key = Soon.Key();
        var grain = _cluster.Client.GetGrain<IEchoGrain>(key);
        await Should.ThrowAsync<TimeoutException>(() => grain.Slow().InTime());
        Probe.Of(key).Set("release");
        (await grain.Number(3).InTime()).ShouldBe(3);
    }

    [Fact]
    public async Task OneWayCall_CalleeStillRuns_CallerHasGoneOn()
    {
        var key = Soon.Key();
        var grain = _cluster.Client.GetGrain<IEchoGrain>(key);
        await grain.Tell(fail: false).InTime();
        await Probe.Of(key).When("told");
        Probe.Of(key).IsSet("finished").ShouldBeFalse();
        Probe.Of(key).Set("release");
        await Probe.Of(key).When("finished");
    }

    [Fact]
    public async Task OneWayCall_CalleeThrows_CallerHearsNothing()
    {
        var key = Soon.Key();
        await _cluster.Client.GetGrain<IEchoGrain>(key).Tell(fail: true).InTime();
        await Probe.Of(key).When("told");
    }

    [Fact]
    public async Task RequestContext_SetByTheCaller_ReachesTheCalleeAndItsCallees()
    {
        var grain = _cluster.Client.GetGrain<IEchoGrain>(Soon.Key());
        var next = _cluster.Client.GetGrain<IEchoGrain>(Soon.Key());
        RequestContext.Set("colour", "blue");
        (await grain.Context("colour")).ShouldBe("blue");
        (await grain.Relay(next, "colour")).ShouldBe("blue");
        RequestContext.Remove("colour");
        (await grain.Context("colour")).ShouldBeNull();
    }

    [Fact]
    public async Task RequestContext_SetByTheCallee_ReachesNeitherTheCallerNorTheNextRequest()
    {
        var grain = _cluster.Client.GetGrain<IEchoGrain>(Soon.Key());
        await grain.ChangeContext("colour");
        RequestContext.Get("colour").ShouldBeNull();
        (await grain.Context("colour")).ShouldBeNull();
    }

    [Fact]
    public async Task CancellationToken_CancelledByTheCaller_EndsTheCallAndReachesTheCalleeInATurn()
    {
        var key = Soon.Key();
        var grain = _cluster.Client.GetGrain<IEchoGrain>(key);
        using var source = new CancellationTokenSource();
        var call = grain.Wait(source.Token);
        await Probe.Of(key).When("waiting");
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => call.InTime());
        await Probe.Of(key).When("cancelled");
        Probe.Of(key).Notes.ShouldBe(["in turn"]);
    }

    [Fact]
    public async Task CancellationToken_CancelledBeforeTheCall_EndsItAtOnce()
    {
        var grain = _cluster.Client.GetGrain<IEchoGrain>(Soon.Key());
        await Should.ThrowAsync<OperationCanceledException>(() => grain.Wait(new CancellationToken(canceled: true)).InTime());
        (await grain.Number(1).InTime()).ShouldBe(1);
    }

    [Fact]
    public async Task Calls_ManyAtOnce_AreAllAnswered()
    {
        var client = _cluster.Client;
        var prefix = Soon.Key();
        var calls = Enumerable.Range(0, 2000).Select(i => client.GetGrain<IEchoGrain>($"{prefix}{i % 50}").Number(i)).ToList();
        (await Task.WhenAll(calls).InTime()).ShouldBe(Enumerable.Range(0, 2000));
    }
}
