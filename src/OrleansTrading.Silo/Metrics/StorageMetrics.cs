using System.Diagnostics;
using System.Diagnostics.Metrics;
using OrleansTrading.Storage.Accounts;

namespace OrleansTrading.Silo.Metrics;

/// <summary>How the stores of this silo do, as metrics labelled by store and operation, whichever way they keep their records.</summary>
internal sealed class StorageMetrics : IDisposable
{
    private readonly Meter _meter = new("OrleansTrading.Storage");
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _failures;
    private readonly UpDownCounter<long> _underWay;

    public StorageMetrics()
    {
        _duration = _meter.CreateHistogram(
            "orleanstrading.storage.duration", "s", "How long operations of a store took that succeeded.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] });
        _failures = _meter.CreateCounter<long>("orleanstrading.storage.failures", "{failure}", "Operations of a store that failed.");
        _underWay = _meter.CreateUpDownCounter<long>("orleanstrading.storage.under_way", "{operation}", "Operations of a store that have begun and not ended.");
    }

    internal Meter Meter => _meter;

    /// <summary>Failures begin at zero, so that the first one is an increase.</summary>
    public void Begin(string store, string operation)
    {
        _failures.Add(0, Store(store), Operation(operation));
        _underWay.Add(0, Store(store));
    }

    /// <summary>Counts an operation that has begun, until it ends.</summary>
    public async Task FollowAsync(Task work, string store, string operation)
    {
        var begun = Stopwatch.GetTimestamp();
        _underWay.Add(1, Store(store));
        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _underWay.Add(-1, Store(store));
        if (work.IsCompletedSuccessfully)
            _duration.Record(Stopwatch.GetElapsedTime(begun).TotalSeconds, Store(store), Operation(operation));
        else if (work.Exception?.InnerException is { } failure)
            Failed(failure, store, operation);
    }

    /// <summary>Counts a failure. What the caller has asked wrongly, or knew too little for, is none of the store's.</summary>
    public void Failed(Exception failure, string store, string operation)
    {
        if (failure is not (OperationCanceledException or ArgumentException or AccountConflictException))
            _failures.Add(1, Store(store), Operation(operation));
    }

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Store(string store) => new("store", store);

    private static KeyValuePair<string, object?> Operation(string operation) => new("operation", operation);
}
