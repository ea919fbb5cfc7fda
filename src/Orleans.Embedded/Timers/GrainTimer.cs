using EmbeddedEngine.Activations;
using Orleans.Runtime;

namespace EmbeddedEngine.Timers;

/// <summary>
/// A grain's timer. A tick is a request to the grain; the next one is set when it has ended, so that ticks never
/// overlap, and a change made meanwhile counts from then on.
/// </summary>
internal sealed class GrainTimer : IGrainTimer
{
    private readonly CancellationTokenSource _disposed = new();
    private readonly Func<CancellationToken, Task> _callback;
    private readonly Activation _activation;
    private readonly bool _interleave;
    private readonly bool _keepAlive;
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private TimeSpan _dueTime;
    private TimeSpan _period;
    private bool _changed;
    private bool _firing;

    public GrainTimer(Activation activation, Func<CancellationToken, Task> callback, bool interleave, bool keepAlive)
    {
        _activation = activation;
        _callback = callback;
        _interleave = interleave;
        _keepAlive = keepAlive;
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            _timer = activation.Silo.Time.CreateTimer(
                static state => ((GrainTimer)state!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, nameof(dueTime));
        Check(period, nameof(period));
        lock (_gate)
        {
            _dueTime = dueTime;
            _period = period;
            _changed = true;
            if (!_firing)
            {
                Set(dueTime);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed.IsCancellationRequested)
            {
                return;
            }

            _timer.Dispose();
        }

        _disposed.Cancel();
        _activation.RemoveTimer(this);
    }

    /// <summary>Runs one tick, as a turn of the grain.</summary>
    public async Task TickAsync()
    {
        lock (_gate)
        {
            _changed = false;
        }

        try
        {
            if (!_disposed.IsCancellationRequested)
            {
                await _callback(_disposed.Token);
            }
        }
        catch (Exception error)
        {
            Log.TimerFailed(_activation.Silo.Logger, error, _activation.GrainId);
            throw;
        }
        finally
        {
            lock (_gate)
            {
                _firing = false;
                Set(_changed ? _dueTime : _period);
            }
        }
    }

    private static void Check(TimeSpan span, string name)
    {
        var milliseconds = (long)span.TotalMilliseconds;
        ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, -1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(milliseconds, 0xfffffffeL, name);
    }

    private void Set(TimeSpan dueTime)
    {
        if (!_disposed.IsCancellationRequested)
        {
            _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    private void Fire()
    {
        lock (_gate)
        {
            if (_firing || _disposed.IsCancellationRequested)
            {
                return;
            }

            _firing = true;
        }

        _activation.TryEnqueue(new TimerTick(this, _activation, _interleave, _keepAlive));
    }
}
