namespace OrleansTrading.Benchmarks.Pages;

/// <summary>What one circuit has drawn.</summary>
/// <param name="Batches">Batches of changes.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Rows">Rows of its first drawing.</param>
/// <param name="Failure">Why it ended; null while it lives.</param>
internal sealed record CircuitCount(int Batches, long Bytes, int Rows, string? Failure);
