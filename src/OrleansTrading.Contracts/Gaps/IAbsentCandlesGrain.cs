using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace OrleansTrading.Contracts.Gaps;

/// <summary>Which candles of one instrument, keyed by its id, the venue does not have, so that they are not asked for again and again.</summary>
[Alias("OrleansTrading.IAbsentCandlesGrain")]
public interface IAbsentCandlesGrain : IGrainWithStringKey
{
    /// <summary>All that is remembered.</summary>
    [Alias("Get"), AlwaysInterleave]
    Task<ImmutableArray<GapRange>> GetAsync();

    /// <summary>Remembers these, over restarts, when it completes.</summary>
    [Alias("Add")]
    Task AddAsync(ImmutableArray<GapRange> ranges);
}
