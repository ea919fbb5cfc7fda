using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Grains.Symbols;

/// <summary>Hears of a trade that the stream missed and that was asked for.</summary>
internal delegate void MissedTrade(in AggTrade trade);
