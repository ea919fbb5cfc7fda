namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>One time that a job's work was begun.</summary>
internal sealed record JobEffect(string Job, string RunId, long? Slot, int Attempt);
