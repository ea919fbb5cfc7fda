using EmbeddedEngine.Activations;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace EmbeddedEngine.Management;

[StatelessWorker(1)]
internal sealed class ManagementGrain(EmbeddedCluster cluster) : Grain, IManagementGrain
{
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(10);

    public Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false)
        => Task.FromResult(Hosts(onlyActive).ToDictionary(s => s.Address, s => s.Status));

    public Task<MembershipEntry[]> GetDetailedHosts(bool onlyActive = false)
        => Task.FromResult(Hosts(onlyActive).Select(Entry).ToArray());

    public Task ForceGarbageCollection(SiloAddress[] hostsIds)
    {
        GC.Collect();
        return Task.CompletedTask;
    }

    public Task ForceActivationCollection(SiloAddress[] hostsIds, TimeSpan ageLimit)
    {
        foreach (var silo in Silos(hostsIds))
        {
            silo.CollectIdle(ageLimit);
        }

        return Task.CompletedTask;
    }

    public Task ForceActivationCollection(TimeSpan ageLimit) => ForceActivationCollection([], ageLimit);

    public Task<SiloRuntimeStatistics[]> GetRuntimeStatistics(SiloAddress[] hostsIds)
        => Task.FromResult(Silos(hostsIds).Select(s => new SiloRuntimeStatistics(
            s.ActivationCount,
            s.Activations.Count(a => a.Idleness <= Recent),
            s.Time.GetUtcNow().UtcDateTime)).ToArray());

    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(SiloAddress[] hostsIds)
        => Task.FromResult(Silos(hostsIds)
            .SelectMany(s => s.Activations.GroupBy(a => a.Class).Select(g => new SimpleGrainStatistic
            {
                GrainType = NameOf(g.Key),
                SiloAddress = s.Address,
                ActivationCount = g.Count(),
            }))
            .ToArray());

    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics() => GetSimpleGrainStatistics([]);

    public Task<DetailedGrainStatistic[]> GetDetailedGrainStatistics(string[]? types = null, SiloAddress[]? hostsIds = null)
        => Task.FromResult(Silos(hostsIds)
            .SelectMany(s => s.Activations)
            .Where(a => types is null || types.Contains(NameOf(a.Class)))
            .Select(a => new DetailedGrainStatistic { GrainType = NameOf(a.Class), SiloAddress = a.Silo.Address, GrainId = a.GrainId })
            .ToArray());

    public Task<int> GetGrainActivationCount(GrainReference grainReference)
        => Task.FromResult(cluster.Silos.SelectMany(s => s.Activations).Count(a => a.GrainId.Equals(grainReference.GrainId)));

    public Task<int> GetTotalActivationCount() => Task.FromResult(cluster.Silos.Sum(s => s.ActivationCount));

    public ValueTask<SiloAddress?> GetActivationAddress(IAddressable reference)
        => new(cluster.Find(reference.GetGrainId())?.Silo.Address);

    public ValueTask<List<GrainId>> GetActiveGrains(GrainType type)
        => new([.. cluster.Silos.SelectMany(s => s.Activations).Where(a => a.Class.GrainType.Equals(type)).Select(a => a.GrainId).Distinct()]);

    private static string NameOf(GrainClass grainClass) => $"{grainClass.Type.FullName},{grainClass.Type.Assembly.GetName().Name}";

    private static MembershipEntry Entry(SiloNode silo) => new()
    {
        SiloAddress = silo.Address,
        Status = silo.Status,
        SiloName = silo.Name,
        HostName = "localhost",
        StartTime = silo.StartTime,
        IAmAliveTime = silo.Time.GetUtcNow().UtcDateTime,
    };

    private IEnumerable<SiloNode> Hosts(bool onlyActive) => cluster.Silos.Where(s => !onlyActive || s.IsAccepting);

    private IEnumerable<SiloNode> Silos(SiloAddress[]? hosts)
        => cluster.Silos.Where(s => hosts is null or { Length: 0 } || hosts.Contains(s.Address));
}
