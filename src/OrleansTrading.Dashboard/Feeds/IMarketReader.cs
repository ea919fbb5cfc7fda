using OrleansTrading.Contracts.Books;
using OrleansTrading.Contracts.Flow;
using OrleansTrading.Contracts.Streams;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Feeds;

/// <summary>What the pages ask of the grains.</summary>
internal interface IMarketReader
{
    /// <summary>The instruments that are followed, in the order to show them.</summary>
    Task<IReadOnlyList<InstrumentId>> GetInstrumentsAsync();

    Task<InstrumentSnapshot> GetSnapshotAsync(InstrumentId instrument);

    Task<KlineSeries> GetKlinesAsync(InstrumentId instrument, KlineQuery query);

    Task<CandleStatus> GetCandleStatusAsync(InstrumentId instrument);

    Task<OrderBookView> GetBookAsync(InstrumentId instrument, int levels);

    Task<OrderFlowSeries> GetOrderFlowAsync(InstrumentId instrument, int seconds);

    Task<StreamHistory> GetStreamHistoryAsync(InstrumentId instrument, long from, long to);
}
