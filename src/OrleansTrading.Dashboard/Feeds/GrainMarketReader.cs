using Orleans;
using OrleansTrading.Contracts.Books;
using OrleansTrading.Contracts.Flow;
using OrleansTrading.Contracts.Streams;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Contracts.Watchlists;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Feeds;

internal sealed class GrainMarketReader(IGrainFactory grains) : IMarketReader
{
    public async Task<IReadOnlyList<InstrumentId>> GetInstrumentsAsync() =>
        await grains.GetLiveInstrumentsAsync();

    public Task<InstrumentSnapshot> GetSnapshotAsync(InstrumentId instrument) => Symbol(instrument).GetSnapshotAsync();

    public Task<KlineSeries> GetKlinesAsync(InstrumentId instrument, KlineQuery query) => Symbol(instrument).GetKlinesAsync(query);

    public Task<CandleStatus> GetCandleStatusAsync(InstrumentId instrument) => Symbol(instrument).GetCandleStatusAsync();

    public Task<OrderBookView> GetBookAsync(InstrumentId instrument, int levels) => Symbol(instrument).GetBookAsync(levels);

    public Task<OrderFlowSeries> GetOrderFlowAsync(InstrumentId instrument, int seconds) => Symbol(instrument).GetOrderFlowAsync(seconds);

    public Task<StreamHistory> GetStreamHistoryAsync(InstrumentId instrument, long from, long to) =>
        Symbol(instrument).GetStreamHistoryAsync(from, to);

    private ISymbolGrain Symbol(InstrumentId instrument) => grains.GetGrain<ISymbolGrain>(instrument.ToString());
}
