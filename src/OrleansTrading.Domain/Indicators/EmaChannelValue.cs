namespace OrleansTrading.Domain.Indicators;

/// <summary>A value of <see cref="EmaChannel"/>.</summary>
/// <param name="High">EMA of the highs, quote units.</param>
/// <param name="Low">EMA of the lows, quote units.</param>
/// <param name="Position">Where the close lies: 0 on the low, 1 on the high, below and above outside.</param>
public readonly record struct EmaChannelValue(double High, double Low, double Position);
