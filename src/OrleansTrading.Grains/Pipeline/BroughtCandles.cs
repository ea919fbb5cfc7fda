namespace OrleansTrading.Grains.Pipeline;

/// <summary>What came of bringing a series up to now.</summary>
/// <param name="Series">The series.</param>
/// <param name="Closed">Closed candles up to the newest.</param>
internal sealed record BroughtCandles(PipelineSeries Series, int Closed);
