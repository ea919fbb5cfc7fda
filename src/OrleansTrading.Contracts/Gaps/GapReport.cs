using System.Collections.Immutable;
using Orleans;

namespace OrleansTrading.Contracts.Gaps;

/// <summary>What came of checking and repairing a symbol's candles.</summary>
/// <param name="Series">Series checked.</param>
/// <param name="Gaps">Runs of missing candles found, in memory or in the store.</param>
/// <param name="Repaired">Candles that were missing and are there now.</param>
/// <param name="Left">Candles that were not asked for, for lack of room.</param>
/// <param name="Asked">Candles asked of the venue.</param>
/// <param name="Absent">What the venue turned out not to have.</param>
/// <param name="Kind">The kind of the failure that ended it, in one word; null when it came to its end.</param>
/// <param name="Message">What was said.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.GapReport")]
public sealed record GapReport(
    [property: Id(0)] int Series,
    [property: Id(1)] int Gaps,
    [property: Id(2)] int Repaired,
    [property: Id(3)] long Left,
    [property: Id(4)] int Asked,
    [property: Id(5)] ImmutableArray<GapRange> Absent,
    [property: Id(6)] string? Kind,
    [property: Id(7)] string? Message);
