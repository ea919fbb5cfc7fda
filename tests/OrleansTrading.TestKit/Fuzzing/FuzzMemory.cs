namespace OrleansTrading.TestKit.Fuzzing;

/// <summary>
/// Bounds of the whole process while a run goes on, for readers that go on in other threads: what these allocate is not in the count of the thread that asks.
/// Other tests run in the same process, so the bounds are wide: they find a size that was believed, and memory that is never given back.
/// </summary>
public sealed class FuzzMemory
{
    /// <summary>More than all other threads of a machine allocate.</summary>
    private const long OthersPerSecond = 4L << 30;

    /// <summary>Bytes that all threads may allocate during one case, beside what others do in its time.</summary>
    public long AllocatedAtMost { get; init; } = 1L << 30;

    /// <summary>Bytes of objects that may be held at any time.</summary>
    public long HeldAtMost { get; init; } = 2L << 30;

    /// <param name="before"><see cref="GC.GetTotalAllocatedBytes"/> before the case.</param>
    /// <param name="took">By the case.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    public string? JudgeCase(long before, TimeSpan took)
    {
        var allocated = GC.GetTotalAllocatedBytes() - before;
        return allocated > AllocatedAtMost + (OthersPerSecond * took.TotalSeconds) ? $"{allocated:N0} bytes were allocated by all threads in {took.TotalMilliseconds:N1} ms" : null;
    }

    /// <returns>What is wrong; null when nothing is.</returns>
    public string? JudgeHeld()
    {
        // What nobody holds any more is no matter: it is collected only where it could be one.
        if (GC.GetTotalMemory(forceFullCollection: false) <= HeldAtMost || GC.GetTotalMemory(forceFullCollection: true) is var held && held <= HeldAtMost)
            return null;
        return $"{held:N0} bytes are held after it and the cases before";
    }
}
