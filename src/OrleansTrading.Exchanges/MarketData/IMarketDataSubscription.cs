using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Exchanges.MarketData;

/// <summary>One instrument's streams.</summary>
public interface IMarketDataSubscription : IAsyncDisposable
{
    InstrumentId Instrument { get; }

    /// <summary>Health of each stream, in the order they were asked for. Safe from any thread.</summary>
    IReadOnlyList<StreamHealthSnapshot> GetHealth();
}
