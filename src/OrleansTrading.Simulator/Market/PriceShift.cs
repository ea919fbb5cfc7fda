namespace OrleansTrading.Simulator.Market;

/// <summary>A stretch of time within which a symbol's prices at one venue are set off by an amount.</summary>
/// <param name="Start">Unix milliseconds, inclusive.</param>
/// <param name="End">Unix milliseconds, exclusive.</param>
/// <param name="Offset">In price units, a multiple of the tick.</param>
internal sealed record PriceShift(long Id, long Start, long End, long Offset);
