using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Tests.Simulated;

/// <summary>Counts what one stream brings, and what of it came twice, too late, or after a gap. Others may wait for a change.</summary>
internal sealed class FaultSink(StreamKind kind) : IMarketDataSink
{
    private readonly Lock _gate = new();
    private readonly TradeLedger _trades = new(mostMissing: 1_000_000);
    private TaskCompletionSource _changed = NewSignal();
    private (long EventTime, long Id) _last = (long.MinValue, long.MinValue);
    private long _lastFinal;

    public int Data { get; private set; }

    public int Doubles { get; private set; }

    /// <summary>Messages older than the one before.</summary>
    public int Late { get; private set; }

    /// <summary>Book updates that do not follow the one before.</summary>
    public int Breaks { get; private set; }

    public int Interruptions { get; private set; }

    public IReadOnlyList<IdRange> MissingTrades
    {
        get
        {
            lock (_gate)
                return [.. _trades.Missing];
        }
    }

    /// <summary>A trade that was asked for.</summary>
    public void TakeTrade(long id)
    {
        lock (_gate)
            _trades.Take(id);
    }

    public async Task UntilAsync(Func<bool> holds, CancellationToken limit)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
                changed = _changed.Task;
            if (holds())
                return;
            await changed.WaitAsync(limit);
        }
    }

    public bool TryPost(in MarketEvent marketEvent)
    {
        lock (_gate)
        {
            if (kind == StreamKind.Trade)
                _trades.Take(marketEvent.Id);
            Note(kind is StreamKind.Trade or StreamKind.BookTicker ? (0, marketEvent.Id) : (marketEvent.EventTime, marketEvent.Id));
        }

        return true;
    }

    public ValueTask WaitForRoomAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public void OnDepth(in DepthUpdate update)
    {
        lock (_gate)
        {
            Breaks += Data > 0 && update.PreviousFinalUpdateId != _lastFinal ? 1 : 0;
            _lastFinal = update.FinalUpdateId;
            Note((0, update.FinalUpdateId));
        }
    }

    public void OnSubscribed(StreamKind kind)
    {
        lock (_gate)
            Signal();
    }

    public void OnInterrupted(StreamKind kind)
    {
        lock (_gate)
        {
            Interruptions++;
            Signal();
        }
    }

    private void Note((long EventTime, long Id) message)
    {
        Data++;
        var order = message.CompareTo(_last);
        Doubles += order == 0 ? 1 : 0;
        Late += order < 0 ? 1 : 0;
        _last = message;
        Signal();
    }

    private void Signal()
    {
        _changed.TrySetResult();
        _changed = NewSignal();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
