namespace OrleansTrading.Grains.MarketData;

/// <summary>
/// Counts the requests that are sent to venues on behalf of one piece of work, wherever below it they are sent:
/// <see cref="IMarketDataHub"/> counts for whoever has begun last, so that each request is counted once.
/// </summary>
internal sealed class RestCallCount : IDisposable
{
    private static readonly AsyncLocal<RestCallCount?> Innermost = new();

    private readonly RestCallCount? _outer;
    private int _calls;

    private RestCallCount(RestCallCount? outer) => _outer = outer;

    /// <summary>Requests so far.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Counts from here on until disposed.</summary>
    public static RestCallCount Begin() => Innermost.Value = new RestCallCount(Innermost.Value);

    public static void Add()
    {
        if (Innermost.Value is { } count)
            Interlocked.Increment(ref count._calls);
    }

    public void Dispose() => Innermost.Value = _outer;
}
