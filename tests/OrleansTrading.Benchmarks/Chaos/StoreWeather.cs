namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>How long every call of a store takes besides what it takes, and whether there is room on its disk.</summary>
internal sealed class StoreWeather
{
    private long _delay;
    private volatile bool _isFull;

    public TimeSpan Delay
    {
        get => new(Volatile.Read(ref _delay));
        set => Volatile.Write(ref _delay, value.Ticks);
    }

    /// <summary>Reading goes on; nothing can be written.</summary>
    public bool IsFull
    {
        get => _isFull;
        set => _isFull = value;
    }

    public Task PassAsync(CancellationToken cancellationToken) =>
        Delay is var delay && delay == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(delay, TimeProvider.System, cancellationToken);

    /// <exception cref="IOException">There is no room.</exception>
    public async Task PassToWriteAsync(CancellationToken cancellationToken)
    {
        await PassAsync(cancellationToken);
        if (IsFull)
            throw new IOException("No space left on device (a storm).");
    }
}
