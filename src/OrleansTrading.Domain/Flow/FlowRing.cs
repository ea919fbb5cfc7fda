namespace OrleansTrading.Domain.Flow;

/// <summary>
/// The seconds of the last hour up to the newest. A slot belongs to the second that its bucket names, so what is older than
/// the ring goes away by being written over or by no longer being asked for. Memory comes in pages as time goes on and is then kept.
/// </summary>
internal sealed class FlowRing
{
    private const int PageSize = 300;

    private readonly FlowBucket[]?[] _pages = new FlowBucket[OrderFlow.HeldSeconds / PageSize][];

    /// <summary>The bucket of a second for writing; a new one when the slot was another second's.</summary>
    /// <param name="openTime">Its first millisecond; must lie in the ring.</param>
    /// <param name="isNew">Whether the second had no bucket.</param>
    public ref FlowBucket Write(long openTime, out bool isNew)
    {
        var slot = SlotOf(openTime);
        ref var bucket = ref (_pages[slot / PageSize] ??= new FlowBucket[PageSize])[slot % PageSize];
        isNew = bucket.OpenTime != openTime;
        if (isNew)
            bucket = new FlowBucket { OpenTime = openTime };
        return ref bucket;
    }

    /// <summary>The bucket of a second; false when nothing happened in it, as far as the slot remembers.</summary>
    public bool TryRead(long openTime, out FlowBucket bucket)
    {
        var slot = SlotOf(openTime);
        if (_pages[slot / PageSize] is { } page && page[slot % PageSize].OpenTime == openTime)
        {
            bucket = page[slot % PageSize];
            return true;
        }

        bucket = default;
        return false;
    }

    /// <summary>Forgets what is later than a second: it was no time of the market.</summary>
    public void ForgetAfter(long openTime)
    {
        foreach (var page in _pages)
        {
            for (var i = 0; i < page?.Length; i++)
            {
                if (page[i].OpenTime > openTime)
                    page[i] = default;
            }
        }
    }

    private static int SlotOf(long openTime) => (int)(openTime / OrderFlow.BucketMilliseconds % OrderFlow.HeldSeconds);
}
