using System.Collections.Immutable;

namespace OrleansTrading.Domain.Flow;

public sealed partial class OrderFlow
{
    /// <summary>The seconds up to the newest in which something happened, oldest first.</summary>
    /// <param name="seconds">How far back, 1 to <see cref="HeldSeconds"/>.</param>
    public ImmutableArray<FlowBucket> Latest(int seconds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seconds, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seconds, HeldSeconds);
        if (_newest is not { } newest)
            return [];
        var buckets = ImmutableArray.CreateBuilder<FlowBucket>(seconds);
        for (var second = newest - ((seconds - 1) * BucketMilliseconds); second <= newest; second += BucketMilliseconds)
        {
            if (_ring.TryRead(second, out var bucket))
                buckets.Add(bucket);
        }

        return buckets.DrainToImmutable();
    }
}
