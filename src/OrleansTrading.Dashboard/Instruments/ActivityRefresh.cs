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

    /// <summary>A call that is made again when so much time has passed since its last answer; one that fails is made with every frame.</summary>
    private sealed class Paced<T>(TimeSpan every, string what, DashboardOptions options, TimeProvider time, ILogger logger)
        where T : class
    {
        private readonly PendingCall<T> _call = new(what, options, time, logger);
        private long? _answeredAt;

        public bool Failed => _call.Failed;

        /// <summary>The answer; null when it is not due or none came in this frame's time.</summary>
        public async Task<T?> AskAsync(Func<Task<T>> call, CancellationToken cancellationToken)
        {
            if (_answeredAt is { } at && time.GetElapsedTime(at) < every)
                return null;
            var answer = await _call.AskAsync(call, cancellationToken);
            if (answer is not null)
                _answeredAt = time.GetTimestamp();
            return answer;
        }
    }
}
