using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Embedded.Tests.Activations;

public sealed class ActivationTests : IAsyncLifetime
{
    private InProcessTestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await Clusters.StartAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task FirstCall_ActivatesOnce()
    {
        var key = Soon.Key();
        var ids = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _cluster.Client.GetGrain<ILifeGrain>(key).Id())).InTime();
        ids.Distinct().Count().ShouldBe(1);
        Probe.Of(key).Notes.ShouldBe(["activated"]);
    }

    [Fact]
    public async Task DeactivateOnIdle_NextCall_MeetsAnotherActivation()
    {
        var key = Soon.Key();
        var grain = _cluster.Client.GetGrain<ILifeGrain>(key);
        var first = await grain.Leave().InTime();
        var second = await grain.Id().InTime();
        second.ShouldNotBe(first);
        Probe.Of(key).Notes.ShouldContain("deactivated ApplicationRequested");
        Probe.Of(key).Notes.Count(n => n == "activated").ShouldBe(2);
    }

    [Fact]
    public async Task Deactivation_RequestsThatWaited_AreServedByTheSuccessor()
    {
        var key = Soon.Key();
        var grain = _cluster.Client.GetGrain<ILifeGrain>(key);
        var held = grain.Hold();
        await Probe.Of(key).When("holding");
        var waiting = Enumerable.Range(0, 10).Select(_ => grain.Id()).ToList();
        var gone = _cluster.DeactivateAsync(grain);
        Probe.Of(key).Set("go");
        await gone.InTime();
        var first = await held.InTime();
        var others = await Task.WhenAll(waiting).InTime();
        others.Distinct().Count().ShouldBe(1);
        others.ShouldNotContain(first);
        var notes = Probe.Of(key).Notes.ToList();
        notes.IndexOf("held").ShouldBeLessThan(notes.IndexOf("deactivated ApplicationRequested"));
    }

    [Fact]
    public async Task Deactivation_DisposesTheGrain()
    {
        var key = Soon.Key();
        var grain = _cluster.Client.GetGrain<ILifeGrain>(key);
        await grain.Id();
        await _cluster.DeactivateAsync(grain).InTime();
        Probe.Of(key).Notes.ShouldBe(["activated", "deactivated ApplicationRequested", "disposed"]);
        _cluster.TryGetGrainContext(grain.GetGrainId(), out _).ShouldBeFalse();
    }

    [Fact]
    public async Task MigrateOnIdle_NextCall_MeetsAnotherActivation()
    {
        var key = Soon.Key();
        var grain = _cluster.Client.GetGrain<ILifeGrain>(key);
        var first = await grain.Id();
        await grain.Move().InTime();
        await _cluster.WaitForDeactivationAsync(grain).InTime();
        (await grain.Id().InTime()).ShouldNotBe(Guid.Empty);
        first.ShouldNotBe(Guid.Empty);
    }

    [Fact]
    public async Task GrainWithoutTheBaseClass_ActivatesAndKnowsItsKey()
    {
        var key = Soon.Key();
        (await _cluster.Client.GetGrain<IPlainObjectGrain>(key).Key().InTime()).ShouldBe(key);
    }

    [Fact]
    public async Task Activation_Fails_CallerHearsWhyAndALaterCallTriesAgain()
    {
        var key = Soon.Key();
        var grain = _cluster.Client.GetGrain<IFragileGrain>(key);
        (await Should.ThrowAsync<InvalidOperationException>(() => grain.Ask().InTime())).Message.ShouldBe("Not today.");
        Probe.Of(key).Set("may activate");
        await _cluster.WaitForDeactivationAsync(grain).InTime();
        (await grain.Ask().InTime()).ShouldBe(1);
    }

    [Fact]
    public async Task Shutdown_DeactivatesEveryGrainAndLetsRunningRequestsFinish()
    {
        await using var cluster = await Clusters.StartAsync();
        var keys = Enumerable.Range(0, 20).Select(i => Soon.Key() + i).ToList();
        foreach (var key in keys)
        {
            await cluster.Client.GetGrain<ILifeGrain>(key).Id();
        }

        var held = cluster.Client.GetGrain<ILifeGrain>(keys[0]).Hold();
        await Probe.Of(keys[0]).When("holding");
        var stopping = cluster.StopSiloAsync(cluster.Silos[0]);
        stopping.IsCompleted.ShouldBeFalse();
        Probe.Of(keys[0]).Set("go");
        await held.InTime();
        await stopping.InTime();
        foreach (var key in keys)
        {
            Probe.Of(key).Notes.ShouldContain("deactivated ShuttingDown");
        }
    }

    [Fact]
    public async Task Call_AfterTheLastSiloStopped_Fails()
    {
        await using var cluster = await Clusters.StartAsync();
        var grain = cluster.Client.GetGrain<ILifeGrain>(Soon.Key());
        await grain.Id();
        await cluster.StopSiloAsync(cluster.Silos[0]).InTime();
        await Should.ThrowAsync<OrleansException>(() => grain.Id().InTime());
    }
}
