using OrleansTrading.Contracts.Events;

namespace OrleansTrading.Grains.Tests.Events;

/// <summary>A handler that keeps what it is called with, and can be waited for.</summary>
internal sealed class EventLog
{
    private readonly Lock _gate = new();
    private readonly List<TradingEvent> _events = [];
    private readonly List<(Func<IReadOnlyList<TradingEvent>, bool> Satisfied, TaskCompletionSource Reached)> _waiting = [];

    public IReadOnlyList<TradingEvent> Events
    {
        get
        {
            lock (_gate)
                return [.. _events];
        }
    }

    public ValueTask HandleAsync(TradingEvent tradingEvent, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _events.Add(tradingEvent);
            foreach (var waiter in _waiting.Where(waiter => waiter.Satisfied(_events)).ToList())
            {
                _waiting.Remove(waiter);
                waiter.Reached.SetResult();
            }
        }

        return ValueTask.CompletedTask;
    }

    public Task WhenAsync(Func<IReadOnlyList<TradingEvent>, bool> satisfied)
    {
        lock (_gate)
        {
            if (satisfied(_events))
                return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((satisfied, reached));
            return reached.Task.WaitAsync(Happenings.Limit, TimeProvider.System);
        }
    }

    public Task WhenCountAsync(int count) => WhenAsync(events => events.Count >= count);
}
