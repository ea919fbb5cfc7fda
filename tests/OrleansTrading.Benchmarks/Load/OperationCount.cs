namespace OrleansTrading.Benchmarks.Load;

/// <summary>What came of one operation, over all clients.</summary>
internal sealed class OperationCount
{
    private long _refused;
    private long _failed;

    public LatencyHistogram Latency { get; } = new();

    /// <summary>Answered that it may not be: by a limit of the account, mostly.</summary>
    public long Refused => Volatile.Read(ref _refused);

    /// <summary>Not answered, or by an error of the service.</summary>
    public long Failed => Volatile.Read(ref _failed);

    /// <summary>Why one failed; the last of them.</summary>
    public string? Failure { get; private set; }

    public void Answered(TimeSpan took, int status)
    {
        Latency.Add(took);
        if (status >= 500)
            Fail($"status {status}");
        else if (status >= 400)
            Interlocked.Increment(ref _refused);
    }

    public void Fail(string reason)
    {
        Interlocked.Increment(ref _failed);
        Failure = reason;
    }
}
