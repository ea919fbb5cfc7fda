namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>How long every call of a store takes besides what it takes.</summary>
internal sealed class StoreWeather
{
    private long _delay;

    public TimeSpan Delay
    {
        get => new(Volatile.Read(ref _delay));
        set => Volatile.Write(ref _delay, value.Ticks);
    }

    public Task PassAsync(CancellationToken cancellationToken) =>
        Delay is var delay && delay == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(delay, TimeProvider.System, cancellationToken);
}
