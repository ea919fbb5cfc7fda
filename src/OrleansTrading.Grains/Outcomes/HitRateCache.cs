using OrleansTrading.Contracts.Signals;

namespace OrleansTrading.Grains.Outcomes;

/// <summary>Counts of the last seconds, and those under way: whoever asks for the same gets the same. A count that failed is not kept.</summary>
internal sealed class HitRateCache(TimeProvider time)
{
    public static readonly TimeSpan KeepFor = TimeSpan.FromSeconds(15);

    private const int Most = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<SignalHistoryQuery, (Task<HitRateReport> Count, long Since)> _counts = [];

    public Task<HitRateReport> GetAsync(SignalHistoryQuery query, Func<Task<HitRateReport>> count)
    {
        lock (_gate)
        {
            if (_counts.TryGetValue(query, out var known) && IsUsable(known))
                return known.Count;
            foreach (var (old, _) in _counts.Where(entry => !IsUsable(entry.Value)).ToList())
                _counts.Remove(old);
            // More at once than can be kept: counted for this one alone.
            var made = count();
            if (_counts.Count < Most)
                _counts[query] = (made, time.GetTimestamp());
            return made;
        }
    }

    private bool IsUsable((Task<HitRateReport> Count, long Since) entry) =>
        !entry.Count.IsCompleted || (entry.Count.IsCompletedSuccessfully && time.GetElapsedTime(entry.Since) < KeepFor);
}
