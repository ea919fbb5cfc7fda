namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>A fault as the simulator takes it.</summary>
internal sealed record VenueFault(
    string Fault, string? Symbol = null, string? Stream = null, string? Path = null, int? Count = null, long? DurationMs = null, long? DelayMs = null, int? Status = null,
    int? RetryAfterSeconds = null, long? SkewMs = null, string? Venue = null, double? Percent = null, string? Outcome = null, double? Rate = null)
{
    public override string ToString() => string.Join(' ', new[]
    {
        Fault, Outcome, Stream, Symbol, Path, Status?.ToString(), Count is null ? null : $"{Count} times", DelayMs is null ? null : $"by {DelayMs} ms", SkewMs is null ? null : $"by {SkewMs} ms",
        Percent is null ? null : $"by {Percent} %", DurationMs is null ? null : $"for {DurationMs} ms", Rate is null ? null : $"{Rate:P0} of them",
    }.OfType<string>());
}
