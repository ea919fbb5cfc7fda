namespace OrleansTrading.Domain.Tests.Accounts.Chaos;

/// <summary>Simulated time: what is due next happens next; what is due at once happens in the order in which it was asked for.</summary>
internal sealed class ChaosClock
{
    private readonly PriorityQueue<Action, long> _queue = new();
    private long _asked;

    /// <summary>Milliseconds.</summary>
    public long Now { get; private set; } = 1_000;

    public void After(long delay, Action happening) => _queue.Enqueue(happening, ((Now + delay) << 24) | (_asked++ & 0xFF_FFFF));

    /// <summary>Lets everything happen that is due before a time.</summary>
    public void RunUntil(long end)
    {
        while (_queue.TryPeek(out _, out var due) && due >> 24 < end)
        {
            Now = due >> 24;
            _queue.Dequeue()();
        }

        Now = end;
    }
}
