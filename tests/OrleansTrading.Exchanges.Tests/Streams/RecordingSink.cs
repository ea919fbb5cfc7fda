using System.Threading.Channels;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Tests.Streams;

/// <summary>Writes down what it is told, in order: "subscribed Trade", "interrupted Trade", "Trade 17", "Depth 7".</summary>
internal sealed class RecordingSink : IMarketDataSink
{
    private readonly Channel<string> _notes = Channel.CreateUnbounded<string>();
    private readonly Lock _gate = new();
    private TaskCompletionSource _room = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _free = int.MaxValue;

    public MarketEvent Last { get; private set; }

    /// <summary>Completes when the reader has come to wait for room.</summary>
    public TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The first candle that came closed.</summary>
    public TaskCompletionSource<Kline> FirstClosed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Set once no call may come any more.</summary>
    public bool IsForbidden { get; set; }

    public bool CalledWhenForbidden { get; private set; }

    public int WaitingNotes => _notes.Reader.Count;

    public async Task<string> NextAsync() => await _notes.Reader.ReadAsync().AsTask().WaitAsync(Patience.Long);

    /// <summary>Reads notes until this one.</summary>
    public Task UntilAsync(string note) => UntilAsync(candidate => candidate == note);

    /// <summary>Reads notes until one fits; others that go on coming do not make the wait longer.</summary>
    public async Task<string> UntilAsync(Func<string, bool> fits)
    {
        using var deadline = new CancellationTokenSource(Patience.Long);
        while (true)
        {
            var note = await _notes.Reader.ReadAsync(deadline.Token);
            if (fits(note))
                return note;
        }
    }

    /// <summary>Room for so many events more.</summary>
    public void SetRoom(int free)
    {
        TaskCompletionSource room;
        lock (_gate)
        {
            _free = free;
            (room, _room) = (_room, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        room.TrySetResult();
    }

    public bool TryPost(in MarketEvent marketEvent)
    {
        CalledWhenForbidden |= IsForbidden;
        lock (_gate)
        {
            if (_free == 0)
                return false;
            _free--;
        }

        Last = marketEvent;
        if (marketEvent.Kind == StreamKind.Kline && marketEvent.ToKline() is { Closed: true } closed)
            FirstClosed.TrySetResult(closed);
        var interval = marketEvent.Kind == StreamKind.Kline ? $" {marketEvent.Interval}" : "";
        _notes.Writer.TryWrite($"{marketEvent.Kind}{interval} {marketEvent.Id}");
        return true;
    }

    public async ValueTask WaitForRoomAsync(CancellationToken cancellationToken)
    {
        Task room;
        lock (_gate)
        {
            // Room that came between the refusal and now has been told to nobody who comes only now.
            if (_free > 0)
                return;
            room = _room.Task;
        }

        Waiting.TrySetResult();
        await room.WaitAsync(cancellationToken);
    }

    public void OnDepth(in DepthUpdate update)
    {
        CalledWhenForbidden |= IsForbidden;
        _notes.Writer.TryWrite($"Depth {update.FirstUpdateId} {update.FinalUpdateId} {update.PreviousFinalUpdateId} {update.Bids.Length} {update.Asks.Length}");
    }

    public void OnSubscribed(StreamKind kind)
    {
        CalledWhenForbidden |= IsForbidden;
        _notes.Writer.TryWrite($"subscribed {kind}");
    }

    public void OnInterrupted(StreamKind kind)
    {
        CalledWhenForbidden |= IsForbidden;
        _notes.Writer.TryWrite($"interrupted {kind}");
    }
}
