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

    public async Task<ChartMarks> GetMarksAsync(InstrumentId instrument)
    {
        var signals = grains.GetGrain<ISignalHistoryGrain>(ISignalHistoryGrain.Key).ListAsync(new SignalHistoryQuery { Instrument = instrument }, Most);
        var accounts = await grains.GetGrain<IPortfolioGrain>(IPortfolioGrain.Key).GetAccountsAsync();
        var fills = await Task.WhenAll(accounts.Select(account => FillsAsync(account, instrument)));
        return new ChartMarks([.. (await signals).Signals.Select(Of)], [.. fills.SelectMany(found => found).OrderByDescending(mark => mark.Time)]);
    }

    private async Task<IEnumerable<ChartMark>> FillsAsync(string account, InstrumentId instrument) =>
        (await grains.GetGrain<IAccountGrain>(account).GetFillsAsync(instrument, null, Most)).Select(fill => Of(account, fill));

    private static ChartMark Of(TradeSignal signal) => new($"signal/{signal.Key}", signal.CandleOpenTime, signal.Entry, signal.Direction == SignalDirection.Long)
    {
        Interval = signal.Interval, Score = signal.Score, Stop = signal.Stop, Targets = signal.Targets,
    };

    private static ChartMark Of(string account, Fill fill) => new($"fill/{account}/{fill.TradeId}", fill.Time, (double)fill.Price, fill.Side == OrderSide.Buy)
    {
        Account = account, Quantity = (double)fill.Quantity,
    };
}
