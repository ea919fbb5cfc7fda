using System.Collections.Concurrent;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>What the stores have acknowledged to any silo: all of it must be there at the end.</summary>
internal sealed class Acknowledged
{
    public ConcurrentDictionary<(InstrumentId Instrument, KlineInterval Interval, long OpenTime), byte> Candles { get; } = [];

    public ConcurrentDictionary<(string Account, long Version), AccountEvent> Events { get; } = [];
}
