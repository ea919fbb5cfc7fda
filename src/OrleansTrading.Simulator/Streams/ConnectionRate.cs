namespace OrleansTrading.Simulator.Streams;

/// <summary>New connections within the last five minutes.</summary>
internal sealed class ConnectionRate(TimeProvider time, int limit)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly Queue<long> _recent = new();

    public bool TryTake()
    {
        lock (_recent)
        {
            while (_recent.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= Window)
            {
                _recent.Dequeue();
            }

            if (_recent.Count >= limit)
            {
                return false;
            }

            _recent.Enqueue(time.GetTimestamp());
            return true;
        }
    }
}
