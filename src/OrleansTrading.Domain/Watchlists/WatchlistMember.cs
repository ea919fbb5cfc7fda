using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Domain.Watchlists;

/// <summary>An instrument on a list, and since when, Unix milliseconds.</summary>
public readonly record struct WatchlistMember(InstrumentId Id, long Since);
