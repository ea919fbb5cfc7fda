using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.Watchlists;

internal sealed partial class WatchlistGrain
{
    [LoggerMessage(2201, LogLevel.Information, "Watchlist {Watchlist}: {Count} instruments, {Joined} joined, {Left} left")]
    private static partial void LogChosen(ILogger logger, string watchlist, int count, int joined, int left);

    [LoggerMessage(2202, LogLevel.Warning, "Watchlist {Watchlist}: instruments could not be chosen at {Venue}; the {Count} known ones stay")]
    private static partial void LogChoiceFailed(ILogger logger, string watchlist, string venue, int count, Exception exception);

    [LoggerMessage(2203, LogLevel.Warning, "Watchlist {Watchlist}: {Instrument} is not listed by its venue and is left out")]
    private static partial void LogUnknownInstrument(ILogger logger, string watchlist, InstrumentId instrument);

    [LoggerMessage(2204, LogLevel.Warning, "Watchlist {Watchlist}: no instrument priced in {QuoteAsset} was found at {Venue}; the known ones stay")]
    private static partial void LogNothingChosen(ILogger logger, string watchlist, string quoteAsset, string venue);

    [LoggerMessage(2205, LogLevel.Warning, "Watchlist {Watchlist}: {Instrument} could not be made live; the next round tries again")]
    private static partial void LogEnsureFailed(ILogger logger, string watchlist, InstrumentId instrument, Exception exception);
}
