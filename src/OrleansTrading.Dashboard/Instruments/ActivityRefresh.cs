using Microsoft.Extensions.Logging;
using OrleansTrading.Contracts.Books;
using OrleansTrading.Contracts.Flow;
using OrleansTrading.Contracts.Streams;
using OrleansTrading.Dashboard.Feeds;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Instruments;

/// <summary>Brings one instrument's book, order flow and stream history, each in its own time. One refresh at a time.</summary>
internal sealed class ActivityRefresh(InstrumentId instrument, IMarketReader market, DashboardOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>Levels a side that are drawn.</summary>
    public const int BookLevels = 100;

    /// <summary>Seconds of order flow that are drawn.</summary>
    public const int FlowSeconds = 300;

    /// <summary>How far back the streams are told of.</summary>
    public static readonly TimeSpan HistoryLength = TimeSpan.FromHours(24);

    private readonly Paced<OrderBookView> _book = new(TimeSpan.Zero, $"the book of {instrument}", options, time, logger);
    private readonly Paced<OrderFlowSeries> _flow = new(TimeSpan.FromSeconds(1), $"the order flow of {instrument}", options, time, logger);
    private readonly Paced<StreamHistory> _history = new(TimeSpan.FromSeconds(10), $"the stream history of {instrument}", options, time, logger);

    public async Task<InstrumentActivity> RefreshAsync(InstrumentActivity last, CancellationToken cancellationToken)
    {
        var book = _book.AskAsync(() => market.GetBookAsync(instrument, BookLevels), cancellationToken);
        var flow = _flow.AskAsync(() => market.GetOrderFlowAsync(instrument, FlowSeconds), cancellationToken);
        var history = _history.AskAsync(AskHistory, cancellationToken);
        await Task.WhenAll(book, flow, history);
        return new InstrumentActivity(
            await book ?? last.Book, _book.Failed, await flow ?? last.Flow, _flow.Failed, await history ?? last.History, _history.Failed);
    }

    private Task<StreamHistory> AskHistory()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return market.GetStreamHistoryAsync(instrument, now - (long)HistoryLength.TotalMilliseconds, now);
    }
}
