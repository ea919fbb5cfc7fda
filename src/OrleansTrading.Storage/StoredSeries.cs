using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Storage;

/// <summary>One stored series of candles.</summary>
public readonly record struct StoredSeries(InstrumentId Instrument, KlineInterval Interval);
