using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.Watchlists;

internal sealed partial class WatchlistGrain
{
    [LoggerMessage(4201, LogLevel.Information, "Watchlist {Watchlist}: {Count} instruments, {Joined} joined, {Left} left")]
    private static partial void LogChosen(ILogger logger, string watchlist, int count, int joined, int left);

    [LoggerMessage(4202, LogLevel.Warning, "Watchlist {Watchlist}: instruments could not be chosen; the {Count} known ones stay")]
    private static partial void LogChoiceFailed(ILogger logger, string watchlist, int count, Exception exception);

    [LoggerMessage(4204, LogLevel.Information, "Watchlist {Watchlist}: the choice is to be made again: {Problem}")]
    private static partial void LogProblem(ILogger logger, string watchlist, string problem);

    [LoggerMessage(4205, LogLevel.Warning, "Watchlist {Watchlist}: {Count} instruments could not be made live, the next round tries again. {First}")]
    private static partial void LogHoldsFailed(ILogger logger, string watchlist, int count, string first);

    [LoggerMessage(4207, LogLevel.Warning, "Watchlist {Watchlist}: {Instrument} could not be let go; the hold lapses by itself")]
    private static partial void LogLetGoFailed(ILogger logger, string watchlist, InstrumentId instrument, Exception exception);

    [LoggerMessage(4208, LogLevel.Warning, "Watchlist {Watchlist}: somebody else has stored a choice; it is taken over")]
    private static partial void LogReadAgain(ILogger logger, string watchlist, Exception exception);
}
