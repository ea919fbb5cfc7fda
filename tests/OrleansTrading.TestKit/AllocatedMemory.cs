namespace OrleansTrading.TestKit;

/// <summary>What a piece of work allocates.</summary>
public static class AllocatedMemory
{
    private const int Rounds = 3;

    /// <summary>
    /// Bytes that a piece of work allocates on this thread, in the round of three that allocates least: the runtime itself allocates on it now and then,
    /// and that is not what is asked about.
    /// </summary>
    /// <param name="prepare">Makes what a round works on, which is not counted, and answers the work.</param>
    public static long Least(Func<Action> prepare)
    {
        var least = long.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var work = prepare();
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
