using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Grains.Symbols;

internal sealed partial class CandleKeeper
{
    /// <summary>Takes candles that were missing into the rings and hands them to the store.</summary>
    /// <param name="interval">Their interval.</param>
    /// <param name="klines">Closed, ascending.</param>
    /// <param name="source">Where they come from.</param>
    /// <param name="inMemory">Whether the symbol follows the market, so that its rings are to hold them.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>Whether they are stored.</returns>
    public async Task<bool> TakeMissingAsync(
        KlineInterval interval, Kline[] klines, KlineSource source, bool inMemory, CancellationToken cancellationToken)
    {
        if (inMemory)
        {
            book.ApplyHistory(interval, klines, source, _changes);
            TakeChanges(followsLiveFlow: false);
        }

        // The rings name only what is new to them; the store may lack it all the same.
        _unsaved[interval].AddRange(klines);
        return await SaveAsync(cancellationToken);
    }
}
