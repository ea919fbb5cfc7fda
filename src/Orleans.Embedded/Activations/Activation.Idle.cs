using Orleans;

namespace EmbeddedEngine.Activations;

/// <summary>How long an activation has had nothing to do, and the timers it holds.</summary>
internal sealed partial class Activation
{
    private HashSet<IDisposable>? _timers;
    private long _lastActive;
    private DateTimeOffset _keepUntil = DateTimeOffset.MinValue;

    public TimeSpan Idleness => _silo.Time.GetElapsedTime(Volatile.Read(ref _lastActive));

    public void DelayDeactivation(TimeSpan span)
    {
        lock (_gate)
        {
            var now = _silo.Time.GetUtcNow();
            _keepUntil = span == TimeSpan.MaxValue || span == Timeout.InfiniteTimeSpan || span >= DateTimeOffset.MaxValue - now
                ? DateTimeOffset.MaxValue
                : span <= TimeSpan.Zero ? DateTimeOffset.MinValue : now + span;
        }
    }

    /// <summary>Deactivates it where it has been idle for the age, or for its class's own where that is null.</summary>
    public void CollectIfIdle(TimeSpan? age)
    {
        var limit = age ?? _silo.CollectionAgeOf(Class);
        if (limit == Timeout.InfiniteTimeSpan || Idleness < limit)
        {
            return;
        }

        lock (_gate)
        {
            if (_state != ActivationState.Valid || _running.Count > 0 || _waiting.Count > 0 || _keepUntil > _silo.Time.GetUtcNow())
            {
                return;
            }
        }

        Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "The grain has been idle for its collection age."));
    }

    public void AddTimer(IDisposable timer)
    {
        lock (_gate)
        {
            (_timers ??= []).Add(timer);
        }
    }

    public void RemoveTimer(IDisposable timer)
    {
        lock (_gate)
        {
            _timers?.Remove(timer);
        }
    }

    private void Touch() => Volatile.Write(ref _lastActive, _silo.Outstanding.Timestamp);

    private void DisposeTimers()
    {
        HashSet<IDisposable>? timers;
        lock (_gate)
        {
            timers = _timers;
            _timers = null;
        }

        foreach (var timer in timers ?? [])
        {
            try
            {
                timer.Dispose();
            }
            catch (AggregateException error)
            {
                // What the grain hung on the timer's token failed; the others are still to be stopped.
                Log.StopFailed(_silo.Logger, error, GrainId);
            }
        }
    }
}
