using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Embedded.Tests.Silos;

public sealed class ClusterTests : IAsyncLifetime
{
    private InProcessTestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await Clusters.StartAsync(silos: 3);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Grains_OfACluster_AreSpreadAndEachLivesOnce()
    {
        var prefix = Soon.Key();
        var places = new HashSet<string>();
        for (var i = 0; i < 60; i++)
        {
            var key = prefix + i;
            var asked = new List<Task<string>> { _cluster.Client.GetGrain<IPlaceGrain>(key).Where() };
            asked.AddRange(_cluster.Silos.Select(s => s.ServiceProvider.GetRequiredService<IGrainFactory>().GetGrain<IPlaceGrain>(key).Where()));
            var answers = await Task.WhenAll(asked).InTime();
            answers.Distinct().Count().ShouldBe(1);
            places.Add(answers[0]);
        }

        // How evenly is the placement's affair: it goes by load.
        places.Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task PreferLocalPlacement_PlacesWithTheCaller()
    {
        for (var i = 0; i < 10; i++)
        {
            var (mine, theirs) = await _cluster.Client.GetGrain<IPlaceGrain>(Soon.Key()).AskLocal(Soon.Key()).InTime();
            theirs.ShouldBe(mine);
        }
    }

    [Fact]
    public async Task StopSilo_ItsGrains_GoOnElsewhereWithTheirStoredState()
    {
        var grain = _cluster.Client.GetGrain<IPlaceGrain>(Soon.Key());
        (await grain.Add(1).InTime()).ShouldBe(1001);
        var home = await HomeOf(grain);
        await _cluster.StopSiloAsync(home).InTime();
        (await grain.Add(1).InTime()).ShouldBe(1002);
        (await grain.Where().InTime()).ShouldNotBe(home.SiloAddress.ToString());
    }

    [Fact]
    public async Task KillSilo_ItsGrains_LoseTheirMemoryAndGoOnElsewhere()
    {
        var grain = _cluster.Client.GetGrain<IPlaceGrain>(Soon.Key());
        await grain.Add(1).InTime();
        var home = await HomeOf(grain);
        await _cluster.KillSiloAsync(home).InTime();
        await _cluster.WaitForLivenessToStabilizeAsync(didKill: true);
        (await grain.Where().InTime()).ShouldNotBe(home.SiloAddress.ToString());
        _cluster.Silos.Count.ShouldBe(2);
    }

    [Fact]
    public async Task KillSilo_CallUnderWayOfAGrain_FailsAtOnceAndTheNextRunsElsewhere()
    {
        var grain = _cluster.Client.GetGrain<IPlaceGrain>(Soon.Key());
        var home = await HomeOf(grain);
        var caller = await GrainElsewhere(home);
        var call = caller.CallNext(grain.GetPrimaryKeyString());
        await Probe.Of(grain.GetPrimaryKeyString()).When("holding");
        await _cluster.KillSiloAsync(home).InTime();
        await Should.ThrowAsync<SiloUnavailableException>(() => call.InTime());
        Probe.Of(grain.GetPrimaryKeyString()).Set("go");
        (await caller.CallNext(grain.GetPrimaryKeyString()).InTime()).ShouldNotBe(home.SiloAddress.ToString());
    }

    [Fact]
    public async Task KillSilo_CallsOfAClient_HearNothingButTheirTimeOut()
    {
        var grain = _cluster.Client.GetGrain<IPlaceGrain>(Soon.Key());
        var home = await HomeOf(grain);
        var begun = grain.HoldBriefly();
        await Probe.Of(grain.GetPrimaryKeyString()).When("holding");
        await _cluster.KillSiloAsync(home).InTime();
        Probe.Of(grain.GetPrimaryKeyString()).Set("go");
        await Should.ThrowAsync<TimeoutException>(() => begun.InTime());
        (await grain.Where().InTime()).ShouldNotBe(home.SiloAddress.ToString());
    }

    [Fact]
    public async Task StartAdditionalSilo_NewGrains_MayLiveThere()
    {
        var added = await _cluster.StartAdditionalSiloAsync();
        await _cluster.WaitForLivenessToStabilizeAsync();
        var places = new HashSet<string>();
        for (var i = 0; i < 200 && !places.Contains(added.SiloAddress.ToString()); i++)
        {
            places.Add(await _cluster.Client.GetGrain<IPlaceGrain>(Soon.Key()).Where().InTime());
        }

        places.ShouldContain(added.SiloAddress.ToString());
        _cluster.GetSiloServiceProvider(added.SiloAddress).GetRequiredService<ILocalSiloDetails>().Name.ShouldBe(added.Name);
    }

    [Fact]
    public async Task RestartSilo_IsANewOneInItsPlace()
    {
        var old = _cluster.Silos[0];
        var restarted = await _cluster.RestartSiloAsync(old).InTime();
        restarted.ShouldNotBeNull().SiloAddress.ShouldNotBe(old.SiloAddress);
        _cluster.Silos.Count.ShouldBe(3);
        await _cluster.Client.GetGrain<IPlaceGrain>(Soon.Key()).Where().InTime();
    }

    [Fact]
    public async Task Migrate_ToASilo_BringsTheGrainThere()
    {
        var grain = _cluster.Client.GetGrain<IPlaceGrain>(Soon.Key());
        var home = await HomeOf(grain);
        var target = _cluster.Silos.First(s => !s.SiloAddress.Equals(home.SiloAddress));
        await _cluster.MigrateAsync(grain, target.SiloAddress).InTime();
        (await grain.Where().InTime()).ShouldBe(target.SiloAddress.ToString());
    }

    [Fact]
    public async Task Migrate_WithAHint_BringsTheGrainThere()
    {
        var grain = _cluster.Client.GetGrain<IPlaceGrain>(Soon.Key());
        var home = await HomeOf(grain);
        foreach (var target in _cluster.Silos.Where(s => !s.SiloAddress.Equals(home.SiloAddress)).ToList())
        {
            var gone = _cluster.WaitForDeactivationAsync(grain);
            await grain.MoveTo(target.SiloAddress).InTime();
            await gone.InTime();
            (await grain.Where().InTime()).ShouldBe(target.SiloAddress.ToString());
        }
    }

    [Fact]
    public async Task Management_CountsSilosAndActivations()
    {
        var grain = _cluster.Client.GetGrain<IPlaceGrain>(Soon.Key());
        var home = await HomeOf(grain);
        var management = _cluster.Client.GetGrain<IManagementGrain>(0);
        (await management.GetHosts(onlyActive: true).InTime()).Keys.ShouldBe(_cluster.Silos.Select(s => s.SiloAddress), ignoreOrder: true);
        (await management.GetTotalActivationCount().InTime()).ShouldBeGreaterThan(0);
        (await management.GetActivationAddress(grain).InTime()).ShouldBe(home.SiloAddress);
        (await management.GetActiveGrains(grain.GetGrainId().Type).InTime()).ShouldContain(grain.GetGrainId());

        // Orleans counts by process, so each of several silos in one may tell the count of all.
        (await management.GetSimpleGrainStatistics().InTime()).ShouldContain(s => s.SiloAddress.Equals(home.SiloAddress)
            && s.GrainType.Contains(nameof(PlaceGrain), StringComparison.Ordinal) && s.ActivationCount >= 1);
        (await management.GetDetailedGrainStatistics().InTime()).ShouldContain(s => s.GrainId.Equals(grain.GetGrainId()));
        await management.ForceActivationCollection(TimeSpan.Zero).InTime();
        await _cluster.WaitForDeactivationAsync(grain).InTime();
    }

    private async Task<InProcessSiloHandle> HomeOf(IPlaceGrain grain)
    {
        var where = await grain.Where().InTime();
        return _cluster.Silos.Single(s => s.SiloAddress.ToString() == where);
    }

    private async Task<IPlaceGrain> GrainElsewhere(InProcessSiloHandle home)
    {
        while (true)
        {
            var grain = _cluster.Client.GetGrain<IPlaceGrain>(Soon.Key());
            if (await grain.Where().InTime() != home.SiloAddress.ToString())
            {
                return grain;
            }
        }
    }
}
