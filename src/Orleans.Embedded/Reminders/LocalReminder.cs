using Orleans;
using Orleans.Runtime;

namespace EmbeddedEngine.Reminders;

/// <summary>One reminder that this silo delivers: waits for its tick, calls its grain, waits for the next.</summary>
internal sealed class LocalReminder : IDisposable
{
    // Timers take no longer waits than some weeks.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly SiloNode _silo;
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private DateTime _due;
    private bool _disposed;

    public LocalReminder(SiloNode silo, ReminderRow row)
    {
        _silo = silo;
        Row = row;
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            _timer = silo.Time.CreateTimer(
                static state => ((LocalReminder)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        _due = row.NextTick(Now);
        Wait();
    }

    public ReminderRow Row { get; }

    private DateTime Now => _silo.Time.GetUtcNow().UtcDateTime;

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer.Dispose();
        }
    }

    private void OnTimer()
    {
        if (Now < _due)
        {
            Wait();
        }
        else
        {
            _ = DeliverAsync();
        }
    }

    private async Task DeliverAsync()
    {
        var due = _due;
        try
        {
            var grain = (IRemindable)_silo.References.Create(Row.GrainId, typeof(IRemindable));
            await grain.ReceiveReminder(Row.Name, new TickStatus(Row.StartAt, Row.Period, Now));
        }
        catch (Exception error)
        {
            Log.ReminderFailed(_silo.Logger, error, Row.Name, Row.GrainId);
        }

        _due = Row.TickAfter(due, Now);
        Wait();
    }

    private void Wait()
    {
        var wait = _due - Now;
        lock (_gate)
        {
            if (!_disposed)
            {
                _timer.Change(wait <= TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
            }
        }
    }
}
