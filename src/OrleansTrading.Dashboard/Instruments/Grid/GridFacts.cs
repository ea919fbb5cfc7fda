using System.Collections.Immutable;
using OrleansTrading.Contracts.Scanning;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Dashboard.Instruments.Grid;

/// <summary>What changes seldom: readings and watchlists, by instrument.</summary>
internal sealed record GridFacts(ImmutableDictionary<InstrumentId, MarketReading> Readings, ImmutableDictionary<InstrumentId, string> Lists)
{
    /// <summary>Whether the newest call for one of them failed; it is then as it was last.</summary>
    public bool Failed { get; init; }

    public static GridFacts None { get; } = new(ImmutableDictionary<InstrumentId, MarketReading>.Empty, ImmutableDictionary<InstrumentId, string>.Empty);

    /// <summary>With what has come; what has not stays as it was.</summary>
    public GridFacts With(ScanReport? report, WatchlistMembers? members) => new(
        report is null ? Readings : report.Results.ToImmutableDictionary(result => result.Id, result => result.Reading),
        members is null ? Lists : Join(members));

    private static ImmutableDictionary<InstrumentId, string> Join(WatchlistMembers members) => members.Lists
        .SelectMany(list => list.Instruments.Select(instrument => (instrument, list.Name)))
        .GroupBy(pair => pair.instrument)
        .ToImmutableDictionary(group => group.Key, group => string.Join(' ', group.Select(pair => pair.Name)));
}
