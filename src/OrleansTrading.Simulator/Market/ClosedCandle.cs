namespace OrleansTrading.Simulator.Market;

/// <summary>What a market says of a candle that has ended.</summary>
internal enum ClosedCandle
{
    /// <summary>It is there, and is now exact.</summary>
    Known,

    /// <summary>The market has a hole there: no closing frame is sent.</summary>
    Missing,
}
