using Microsoft.Extensions.Logging;
using OrleansTrading.Grains.Symbols;
using OrleansTrading.Parquet.Captures;

namespace OrleansTrading.Grains.Capture;

/// <summary>
/// Writes batches, a few at once, in the order in which they came. A batch is kept until its file is there: a write that fails is tried
/// again at growing distance, and a disk that is full or refuses pauses everything until a probe of it succeeds. One that fails for another
/// reason is put aside for a while, and the others go on. Safe from any thread.
/// </summary>
internal sealed partial class CaptureSaver(
    ICaptureWriter writer, int concurrency, CaptureMetrics metrics, TimeProvider time, ILogger logger)
{
    /// <summary>Failures in a row, of whatever batches, that count as a disk that cannot be written.</summary>
    public const int MostFailures = 3;

    private readonly Lock _gate = new();
    private readonly LinkedList<CaptureBatch> _waiting = [];
    private readonly FailureDelay _delay = new(time);
    private readonly HashSet<CaptureBatch> _underWay = [];
    private bool _probing;
    private TaskCompletionSource? _idle;

    /// <summary>Told when writing pauses (true) and when it goes on.</summary>
    public Action<bool> PauseChanged { get; init; } = _ => { };

    /// <summary>Why nothing is written at present; null while all is well.</summary>
    public string? PausedBecause { get; private set; }

    public CapturedFile? Newest { get; private set; }

    /// <summary>Rows handed over that are not yet in a file.</summary>
    public (int Batches, long Rows) Waiting
    {
        get
        {
            lock (_gate)
                return (_waiting.Count + _underWay.Count, _waiting.Sum(batch => (long)batch.Count));
        }
    }

    public void Enqueue(CaptureBatch batch)
    {
        lock (_gate)
            _waiting.AddLast(batch);
    }

    /// <summary>Begins what can be begun, and looks whether a disk that refused takes files again. To be called now and then.</summary>
    public void Pump()
    {
        while (TakeNext() is { } batch)
            _ = Task.Run(() => WriteAsync(batch));
        lock (_gate)
        {
            if (PausedBecause is null || _probing || !_delay.IsOver)
                return;
            _probing = true;
        }

        _ = Task.Run(ProbeAsync);
    }

    /// <summary>Does something to batches that wait; those that are being written are left alone.</summary>
    public void ForEachWaiting(Action<CaptureBatch> act)
    {
        lock (_gate)
        {
            foreach (var batch in _waiting)
                act(batch);
        }
    }

    /// <summary>Gives up batches of a kind that wait, the oldest first, while there is need.</summary>
    public void GiveUp(CaptureKind kind, Func<bool> isNeeded)
    {
        while (isNeeded() && TakeOldest(kind) is { } batch)
        {
            GivenUp(batch);
            batch.Dispose();
        }
    }

    /// <summary>Completes when nothing is under way.</summary>
    public Task WhenIdleAsync()
    {
        lock (_gate)
        {
            if (_underWay.Count == 0 && !_probing)
                return Task.CompletedTask;
            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }

    private CaptureBatch? TakeNext()
    {
        lock (_gate)
        {
            if (_underWay.Count >= concurrency || PausedBecause is not null || !_delay.IsOver || FirstThatMayBeTried() is not { } next)
                return null;
            _waiting.Remove(next);
            _underWay.Add(next.Value);
            return next.Value;
        }
    }

    private CaptureBatch? TakeOldest(CaptureKind kind)
    {
        lock (_gate)
        {
            var batch = _waiting.FirstOrDefault(batch => batch.Kind == kind);
            if (batch is not null)
                _waiting.Remove(batch);
            return batch;
        }
    }

    private async Task WriteAsync(CaptureBatch batch)
    {
        var begun = time.GetTimestamp();
        if (await TryWriteAsync(batch) is { } file)
            OnWritten(batch, file, time.GetElapsedTime(begun));
        lock (_gate)
            _underWay.Remove(batch);
        Pump();
        TellIfIdle();
    }

    private async Task<CapturedFile?> TryWriteAsync(CaptureBatch batch)
    {
        try
        {
            return await writer.WriteAsync(batch, CancellationToken.None);
        }
        catch (Exception failure)
        {
            // Whatever it is, the rows are kept.
            metrics.Failed(batch);
            if (failure is IOException or UnauthorizedAccessException)
                OnDiskFailed(batch, failure);
            else
                OnDefect(batch, failure);
            return null;
        }
    }

    /// <summary>The rows are in a file: whatever fails from now on, they must not come to be in another.</summary>
    private void OnWritten(CaptureBatch batch, CapturedFile file, TimeSpan took)
    {
        lock (_gate)
        {
            _delay.OnSucceeded();
            Newest = file;
        }

        try
        {
            metrics.Written(batch, file, took);
            Written(batch);
        }
        catch (Exception failure)
        {
            LogWrittenUntold(logger, batch.Instrument, batch.Kind, failure);
        }

        batch.Dispose();
    }

    private void OnDiskFailed(CaptureBatch batch, Exception failure)
    {
        var pauses = false;
        lock (_gate)
        {
            _waiting.AddFirst(batch);
            _delay.OnFailed();
            if (PausedBecause is null && (IsRefusal(failure) || _delay.Failures >= MostFailures))
                (pauses, PausedBecause) = (true, failure.Message);
        }

        if (pauses)
        {
            LogPaused(logger, failure.Message);
            PauseChanged(true);
        }
        else
        {
            LogWriteFailed(logger, batch.Instrument, batch.Kind, batch.Count, failure);
        }
    }

    private async Task ProbeAsync()
    {
        try
        {
            await writer.ProbeAsync(CancellationToken.None);
            lock (_gate)
            {
                // The next write shows whether it is well: a disk that takes the probe and no file is tried at growing distance.
                PausedBecause = null;
            }

            LogResumed(logger);
            PauseChanged(false);
        }
        catch (Exception failure)
        {
            lock (_gate)
            {
                PausedBecause = failure.Message;
                _delay.OnFailed();
            }
        }

        lock (_gate)
            _probing = false;
        Pump();
        TellIfIdle();
    }

    private void TellIfIdle()
    {
        TaskCompletionSource? idle = null;
        lock (_gate)
        {
            if (_underWay.Count == 0 && !_probing)
                (idle, _idle) = (_idle, null);
        }

        idle?.SetResult();
    }

    /// <summary>Whether the disk is full, over its quota or read-only, or the directory is not ours: trying the next file says nothing new.</summary>
    private static bool IsRefusal(Exception failure) =>
        failure is UnauthorizedAccessException
        || failure.HResult is 28 or 30 or 122 or unchecked((int)0x80070070) or unchecked((int)0x80070027);
}
