using Orleans;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Contracts.Portfolio;
using OrleansTrading.Contracts.Signals;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Dashboard.Instruments.Marks;

internal sealed class GrainMarkReader(IGrainFactory grains) : IMarkReader
{
    private const int Most = 200;

    public async Task<IReadOnlyList<ChartMark>> GetSignalsAsync(InstrumentId instrument)
    {
        var page = await grains.GetGrain<ISignalHistoryGrain>(ISignalHistoryGrain.Key).ListAsync(new SignalHistoryQuery { Instrument = instrument }, Most);
        return [.. page.Signals.Select(Of)];
    }

    public async Task<IReadOnlyList<string>> GetAccountsAsync() => await grains.GetGrain<IPortfolioGrain>(IPortfolioGrain.Key).GetAccountsAsync();

    public async Task<IReadOnlyList<ChartMark>> GetFillsAsync(string account, InstrumentId instrument)
    {
        var fills = await grains.GetGrain<IAccountGrain>(account).GetFillsAsync(instrument, null, Most);
        return [.. fills.Select(fill => Of(account, fill))];
    }

    private static ChartMark Of(TradeSignal signal) => new($"signal/{signal.Key}", signal.CandleOpenTime, signal.Entry, signal.Direction == SignalDirection.Long)
    {
        Interval = signal.Interval, Score = signal.Score, Stop = signal.Stop, Targets = signal.Targets,
    };

    private static ChartMark Of(string account, Fill fill) => new($"fill/{account}/{fill.TradeId}", fill.Time, (double)fill.Price, fill.Side == OrderSide.Buy)
    {
        Account = account, Quantity = (double)fill.Quantity,
    };
}
