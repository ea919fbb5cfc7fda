using OrleansTrading.Contracts.Cluster;
using OrleansTrading.Domain.Cluster;

namespace OrleansTrading.Grains.Cluster;

/// <summary>How long calls took, over several silos.</summary>
internal static class CallLatency
{
    /// <summary>What a share of the timed calls did not exceed, in milliseconds; null when none was timed.</summary>
    public static double? Percentile(IEnumerable<CallFigures> figures, double share)
    {
        var sum = new long[LatencyBuckets.Count];
        foreach (var calls in figures)
        {
            // A silo of another version may count in more buckets; what lies beyond counts as the longest.
            for (var i = 0; i < calls.Timed.Length; i++)
                sum[Math.Clamp(calls.FirstBucket + i, 0, sum.Length - 1)] += calls.Timed[i];
        }

        return LatencyBuckets.Percentile(sum, share) / 1e6;
    }
}
