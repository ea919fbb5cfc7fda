using System.Collections.Immutable;
using OrleansTrading.Contracts.Scanning;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Grains.Scanning;

/// <summary>What one look for signals has found.</summary>
/// <param name="Scan">The scan; its results are the readings over the threshold.</param>
/// <param name="Raised">The signals that did not exist before, strongest first.</param>
public sealed record SignalRound(ScanReport Scan, ImmutableArray<TradeSignal> Raised);
