using System.Collections.Immutable;
using Orleans;
using Orleans.Runtime;
using OrleansTrading.Contracts.Cluster;

namespace OrleansTrading.Grains.Balance;

/// <summary>How many symbols each silo follows, as they told last. The silos are in the order of their addresses, which is the same on all of them.</summary>
internal sealed record SymbolCounts(ImmutableArray<SiloAddress> Silos, ImmutableArray<int> Symbols, ImmutableArray<long> Times)
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);

    /// <summary>The silos; nothing while one of them joins or leaves.</summary>
    public static async Task<ImmutableArray<SiloAddress>> ReadSilosAsync(IGrainFactory grains)
    {
        var hosts = await grains.GetGrain<IManagementGrain>(0).GetHosts();
        var there = hosts.Where(host => host.Value != SiloStatus.Dead).ToArray();
        return there.All(host => host.Value == SiloStatus.Active) ? [.. there.Select(host => host.Key).Order()] : [];
    }

    /// <summary>Nothing where a silo joins, leaves or does not tell.</summary>
    public static async Task<SymbolCounts?> ReadAsync(IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken)
    {
        var silos = await ReadSilosAsync(grains);
        var reports = await Task.WhenAll(silos.Select(silo =>
            grains.GetGrain<ISiloGrain>(silo.ToParsableString()).GetReportAsync().WaitAsync(AnswerLimit, time, cancellationToken)));
        return silos.Length == 0 || reports.Any(report => report?.Symbols is null)
            ? null
            : new SymbolCounts(silos, [.. reports.Select(report => report!.Symbols!.Value)], [.. reports.Select(report => report!.Time)]);
    }

    /// <summary>Whether these are the same silos and each has told something new. What one tells no more says nothing of what it holds.</summary>
    public bool Follows(SymbolCounts before) =>
        Silos.SequenceEqual(before.Silos) && !Times.Zip(before.Times).Any(times => times.First == times.Second);
}
