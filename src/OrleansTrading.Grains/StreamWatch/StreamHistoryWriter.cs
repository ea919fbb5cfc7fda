using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Grains.Symbols;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Grains.StreamWatch;

/// <summary>
/// Hands this silo's changes of streams to the store, in batches, a moment after the first of them. What the store refuses waits and is
/// tried again at growing distances; beyond <see cref="Capacity"/> the oldest are dropped and counted. Disposing writes what is left.
/// Safe for any number of threads.
/// </summary>
internal sealed partial class StreamHistoryWriter : IAsyncDisposable, IDisposable
{
    /// <summary>Changes that wait at most.</summary>
    public const int Capacity = 20_000;

    /// <summary>Changes in one write at most.</summary>
    public const int LargestBatch = 2_000;

    /// <summary>How long the first change waits for others.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LastWriteLimit = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private readonly List<StreamTransition> _waiting = [];
    private readonly IStreamHistoryStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger<StreamHistoryWriter> _logger;
    private readonly ITimer _timer;
    private Task _work = Task.CompletedTask;
    private int _inFlight;
    private int _failures;
    private long _droppedBefore;
    private bool _armed;
    private bool _closed;

    public StreamHistoryWriter(IStreamHistoryStore store, TimeProvider time, ILogger<StreamHistoryWriter> logger)
    {
        (_store, _time, _logger) = (store, time, logger);
        _timer = time.CreateTimer(static self => ((StreamHistoryWriter)self!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Changes that were written.</summary>
    public long Written { get; private set; }

    /// <summary>Changes that found no room and were never written.</summary>
    public long Dropped { get; private set; }

    /// <summary>Changes that are not written yet.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
                return _waiting.Count;
        }
    }

    public void Add(IReadOnlyCollection<StreamTransition> transitions)
    {
        lock (_gate)
        {
            if (_closed || transitions.Count == 0)
                return;
            _waiting.AddRange(transitions);
            DropOldest();
            Arm(Delay);
        }
    }

    /// <summary>What is not written yet of one instrument, oldest first.</summary>
    public ImmutableArray<StreamTransition> WaitingOf(InstrumentId instrument)
    {
        lock (_gate)
            return [.. _waiting.Where(transition => transition.Instrument == instrument)];
    }

    public async ValueTask DisposeAsync()
    {
        Task work;
        lock (_gate)
        {
            if (_closed)
                return;
            _closed = true;
            work = _work;
        }

        await _timer.DisposeAsync();
        await work;
        using var limit = new CancellationTokenSource(LastWriteLimit, _time);
        await WriteAllAsync(limit.Token);
        if (_waiting.Count > 0)
            LogLost(_logger, _waiting.Count);
    }

    public void Dispose() => Task.Run(() => DisposeAsync().AsTask()).GetAwaiter().GetResult();

    private void OnTimer()
    {
        lock (_gate)
        {
            _armed = false;
            if (!_closed && _work.IsCompleted)
                _work = Task.Run(() => WriteAllAsync(CancellationToken.None));
        }
    }

    private async Task WriteAllAsync(CancellationToken cancellationToken)
    {
        while (TakeBatch() is { Length: > 0 } batch)
        {
            try
            {
                await _store.AppendAsync(batch, cancellationToken);
                OnWritten(batch.Length);
            }
            catch (Exception failure)
            {
                // Whatever it is, it ends neither the writing nor the process that stops.
                OnRefused(failure);
                return;
            }
        }
    }

    private StreamTransition[] TakeBatch()
    {
        lock (_gate)
        {
            _inFlight = Math.Min(_waiting.Count, LargestBatch);
            return [.. _waiting.Take(_inFlight)];
        }
    }

    private void OnWritten(int count)
    {
        lock (_gate)
        {
            // What was dropped while it was on its way has been written after all.
            Dropped -= count - _inFlight;
            Written += count;
            _waiting.RemoveRange(0, _inFlight);
            (_inFlight, var failures) = (0, _failures);
            _failures = 0;
            if (failures > 0)
                LogRecovered(_logger, count, Dropped - _droppedBefore);
            _droppedBefore = Dropped;
        }
    }

    private void OnRefused(Exception failure)
    {
        lock (_gate)
        {
            _inFlight = 0;
            LogRefused(_logger, _waiting.Count, ++_failures, Dropped - _droppedBefore, failure);
            if (!_closed)
                Arm(FailureDelay.Of(_failures - 1), restart: true);
        }
    }

    private void DropOldest()
    {
        var over = _waiting.Count - Capacity;
        if (over <= 0)
            return;
        _waiting.RemoveRange(0, over);
        _inFlight = Math.Max(0, _inFlight - over);
        Dropped += over;
    }

    private void Arm(TimeSpan delay, bool restart = false)
    {
        // After a failure the longer wait stands, whatever comes meanwhile.
        if (_armed && !restart)
            return;
        _armed = true;
        _timer.Change(delay, Timeout.InfiniteTimeSpan);
    }
}
