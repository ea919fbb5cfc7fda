namespace OrleansTrading.Silo.Api.Readings;

/// <summary>What is held in memory of one interval.</summary>
/// <param name="Interval">Length of a candle.</param>
/// <param name="Candles">Candles held.</param>
/// <param name="NewestAgeMs">Time since the end of the newest closed candle of the most current instrument, by its venue's clock, in milliseconds. Null when there is none.</param>
/// <param name="OldestAgeMs">The same of the instrument that is farthest behind.</param>
internal sealed record CacheIntervalView(string Interval, long Candles, double? NewestAgeMs, double? OldestAgeMs);
