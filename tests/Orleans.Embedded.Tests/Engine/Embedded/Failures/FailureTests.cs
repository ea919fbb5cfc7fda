using System.Runtime.CompilerServices;
using EmbeddedEngine;
using EmbeddedEngine.Activations;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Embedded.Tests.Engine.Failures;

public sealed class FailureTests : IAsyncLifetime
{
    private InProcessTestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await Clusters.StartAsync(configure: silo => silo
        .Configure<GrainCollectionOptions>(o => o.DeactivationTimeout = TimeSpan.FromMilliseconds(100))
        .AddOutgoingGrainCallFilter(async context =>
        {
            try
            {
                await context.Invoke();
            }
            catch (InvalidOperationException)
            {
                await context.Invoke();
            }
        }));

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task MayInterleave_Throws_FailsThatRequestAlone()
    {
        var key = Soon.Key();
        var grain = _cluster.Client.GetGrain<IUndecidedGrain>(key);
        var hold = grain.Hold();
        await Probe.Of(key).When("holding");
        var bad = grain.Bad();
        (await grain.Ask().InTime()).ShouldBe(1);
        (await Should.ThrowAsync<InvalidOperationException>(() => bad.InTime())).Message.ShouldBe("Undecided.");
        Probe.Of(key).Set("go");
        await hold.InTime();
    }

    [Fact]
    public async Task Activation_ToldToGoMeanwhile_IsCancelledAndHandsItsRequestsOn()
    {
        var key = Soon.Key();
        var grain = _cluster.Client.GetGrain<ISlowGrain>(key);
        var answer = grain.Ask();
        await Probe.Of(key).When("activating");
        Probe.Of(key).Set("may activate");
        await _cluster.DeactivateAsync(grain).InTime();
        (await answer.InTime()).ShouldBe(1);
    }

    [Fact]
    public async Task Deactivation_APartNeverStops_EndsAfterItsTimeout()
    {
        var grain = _cluster.Client.GetGrain<IStuckGrain>(Soon.Key());
        await grain.Ask().InTime();
        await _cluster.DeactivateAsync(grain).InTime();
        (await grain.Ask().InTime()).ShouldBe(1);
    }

    [Fact]
    public async Task Deactivation_ATimersTokenThrows_StillSaysFarewell()
    {
        var key = Soon.Key();
        var grain = _cluster.Client.GetGrain<ICarelessGrain>(key);
        await grain.Ask().InTime();
        await _cluster.DeactivateAsync(grain).InTime();
        Probe.Of(key).IsSet("deactivated").ShouldBeTrue();
    }

    [Fact]
    public async Task Kill_ATimersTokenThrows_StillEndsTheSilo()
    {
        var grains = Enumerable.Range(0, 5).Select(i => _cluster.Client.GetGrain<ICarelessGrain>(Soon.Key($"{i}"))).ToList();
        await Task.WhenAll(grains.Select(g => g.Ask())).InTime();
        await _cluster.StartAdditionalSiloAsync().InTime();
        await _cluster.KillSiloAsync(_cluster.Silos[0]).InTime();
        (await Task.WhenAll(grains.Select(g => g.Ask())).InTime()).ShouldAllBe(answer => answer == 1);
    }

    [Fact]
    public async Task Cancellation_OfACallThatAFilterRepeats_ReachesTheRepetition()
    {
        var asked = _cluster.Client.GetGrain<IPatientGrain>(Soon.Key("asked"));
        var asking = _cluster.Client.GetGrain<IPatientGrain>(Soon.Key("asking"));
        (await asking.AskAndCancel(asked).InTime()).ShouldBeTrue();
    }

    [Fact]
    public async Task Deactivated_ReferenceStillHeld_GrainIsFreed()
    {
        var grain = _cluster.Client.GetGrain<IStuckGrain>(Soon.Key());
        await grain.Ask().InTime();
        var instance = InstanceOf(grain.GetGrainId());
        await _cluster.DeactivateAsync(grain).InTime();
        for (var i = 0; i < 100 && instance.IsAlive; i++)
        {
            GC.Collect();
            await Task.Yield();
        }

        instance.IsAlive.ShouldBeFalse();
        GC.KeepAlive(grain);
    }

    [Fact]
    public async Task WorkerPool_LastWorkerGone_IsForgottenAndCallsGoOn()
    {
        var grain = _cluster.Client.GetGrain<IPooledGrain>(7);
        var silo = _cluster.GetSiloServiceProvider().GetRequiredService<SiloNode>();
        await grain.Ask().InTime();
        var grainClass = silo.Cluster.Catalog.ClassOf(grain.GetGrainId().Type, silo.Services);
        var pool = silo.PoolOf(grain.GetGrainId(), grainClass);
        await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => grain.Ask())).InTime();
        await Task.WhenAll(silo.Activations.Where(a => a.GrainId.Equals(grain.GetGrainId())).Select(a => a.Deactivated)).InTime();
        silo.PoolOf(grain.GetGrainId(), grainClass).ShouldNotBeSameAs(pool);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference InstanceOf(GrainId id)
    {
        _cluster.TryGetGrainContext(id, out var context).ShouldBeTrue();
        return new WeakReference(((Activation)context!).GrainInstance);
    }
}
