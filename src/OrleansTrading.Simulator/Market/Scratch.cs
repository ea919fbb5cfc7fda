namespace OrleansTrading.Simulator.Market;

/// <summary>A trade block per thread, for questions that need the trades of one bucket and are done with them at once.</summary>
internal static class Scratch
{
    [ThreadStatic]
    private static TradeBlock? _trades;

    public static TradeBlock Trades => _trades ??= new TradeBlock();
}
