using System.Collections.Immutable;

namespace OrleansTrading.Dashboard.Trading;

/// <summary>An equity curve at one moment.</summary>
/// <param name="Points">Oldest first.</param>
/// <param name="From">Where it begins, Unix milliseconds.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Failed">Whether it could not be read; the rest is then what was read last.</param>
public sealed record EquityFrame(ImmutableArray<EquityPoint> Points, long From, long To, bool Failed = false);
