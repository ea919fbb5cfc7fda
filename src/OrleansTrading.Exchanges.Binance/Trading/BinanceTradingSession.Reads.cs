using System.Globalization;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Binance.Mapping;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Exchanges.Binance.Trading;

/// <summary>What an account is asked for as a whole: open orders, executions, incomes, balances and positions.</summary>
internal sealed partial class BinanceTradingSession
{
    public async Task<IReadOnlyList<OrderReport>> GetOpenOrdersAsync(CancellationToken cancellationToken)
    {
        var reports = await SendAsync(
            BinanceRequests.OpenOrders(), BinanceTradingJson.Default.BinanceOrderArray,
            // A triggered conditional order goes by its conditional id, wherever that is known.
            orders => orders.Select(order => BinanceOrderMapper.Map(order, KnownId(order))).ToList(), cancellationToken);
        var conditional = await SendAsync(
            BinanceRequests.OpenAlgos(), BinanceTradingJson.Default.BinanceAlgoOrderArray,
            orders => orders.Select(order => (order.Symbol, Side: BinanceWords.ToSide(order.Side), Report: BinanceOrderMapper.Map(order, Now))).ToList(), cancellationToken);
        foreach (var (symbol, side, report) in conditional)
        {
            _links.Wait(report.OrderId, symbol ?? "", side);
            reports.Add(report);
        }

        return reports;
    }

    public async Task<IReadOnlyList<Fill>> GetFillsAsync(InstrumentId instrument, long from, CancellationToken cancellationToken)
    {
        var symbol = BinanceSymbols.ToSymbol(instrument);
        var trades = await BinancePaging.ReadAsync(
            from, await _client.GetTimeAsync(cancellationToken),
            (start, end) => SendAsync(BinanceRequests.Trades(symbol, start, end), BinanceTradingJson.Default.BinanceUserTradeArray, Checked, cancellationToken),
            last => SendAsync(BinanceRequests.TradesFrom(symbol, last.Id!.Value + 1), BinanceTradingJson.Default.BinanceUserTradeArray, Checked, cancellationToken),
            trade => trade.Time!.Value,
            trade => trade.Id!.Value);
        await LinkAsync(instrument, symbol, trades, cancellationToken);
        return [.. trades.OrderBy(trade => trade.Time).ThenBy(trade => trade.Id)
            .Select(trade => BinanceOrderMapper.Map(trade, _links.Find(symbol, BinanceOrderMapper.VenueIdOf(trade.OrderId))))];
    }

    public async Task<IReadOnlyList<CashMoved>> GetCashMovesAsync(long from, CancellationToken cancellationToken)
    {
        var incomes = await BinancePaging.ReadAsync(
            from, await _client.GetTimeAsync(cancellationToken),
            (start, end) => SendAsync(
                BinanceRequests.Incomes(start, end), BinanceTradingJson.Default.BinanceIncomeArray,
                Mapped, cancellationToken),
            after: null,
            income => income.Row.Time!.Value,
            income => (income.Row.IncomeType, income.Row.TransactionId, income.Row.Asset, income.Row.Symbol, income.Row.TradeId, income.Row.Income));
        return [.. incomes.OrderBy(income => income.Row.Time).Where(income => income.Move is not null).Select(income => income.Move!)];
    }

    public async Task<VenueAccount> GetAccountAsync(CancellationToken cancellationToken)
    {
        var now = await _client.GetTimeAsync(cancellationToken);
        var positions = await SendAsync(
            BinanceRequests.Positions(), BinanceTradingJson.Default.BinancePositionArray, static positions => positions, cancellationToken);
        var mode = await SendAsync(
            BinanceRequests.Configuration(), BinanceTradingJson.Default.BinanceConfiguration, static settings => settings.IsHedged, cancellationToken);
        return await SendAsync(
            BinanceRequests.Account(), BinanceTradingJson.Default.BinanceAccount, account => BinanceAccountMapper.Map(account, positions, mode, now),
            cancellationToken);
    }

    private string? KnownId(BinanceOrder order) => _links.Find(order.Symbol ?? "", BinanceOrderMapper.VenueIdOf(order.OrderId));

    /// <summary>
    /// Executions name the venue's order alone. Orders that are not known here, from before a restart or placed elsewhere, are asked for:
    /// first which of them conditional orders have become, then many at once, then the rest one by one.
    /// </summary>
    private async Task LinkAsync(InstrumentId instrument, string symbol, IReadOnlyList<BinanceUserTrade> trades, CancellationToken cancellationToken)
    {
        if (Unknown(symbol, trades).Count == 0)
            return;
        foreach (var algo in await SendAsync(BinanceRequests.AlgosOf(symbol), BinanceTradingJson.Default.BinanceAlgoOrderArray, static algos => algos, cancellationToken))
        {
            if (BinanceOrderMapper.ActualIdOf(algo.ActualOrderId) is { } actual && algo.ClientAlgoId is { } ourId)
                _links.Link(symbol, actual, ourId);
        }

        if (Unknown(symbol, trades) is { Count: > BinanceRequests.OrdersWeight } many)
        {
            // No others: what a conditional order has become since is told by itself.
            var (asked, oldest) = (many.ToHashSet(), many.Min(venueId => long.Parse(venueId, CultureInfo.InvariantCulture)));
            foreach (var order in await SendAsync(BinanceRequests.OrdersFrom(symbol, oldest), BinanceTradingJson.Default.BinanceOrderArray, static orders => orders, cancellationToken))
            {
                if (order is { OrderId: not null, ClientOrderId: { } ourId } && BinanceOrderMapper.VenueIdOf(order.OrderId) is var venueId && asked.Contains(venueId))
                    _links.Link(symbol, venueId, ourId);
            }
        }

        foreach (var venueId in Unknown(symbol, trades))
        {
            if (await OrNullAsync(() => SendAsync(
                BinanceRequests.FindOrder(symbol, venueId), BinanceTradingJson.Default.BinanceOrder, static order => order.ClientOrderId, cancellationToken)) is { } ourId)
            {
                _links.Link(BinanceSymbols.ToSymbol(instrument), venueId, ourId);
            }
        }
    }

    private List<string> Unknown(string symbol, IReadOnlyList<BinanceUserTrade> trades) =>
        [.. trades.Select(trade => BinanceOrderMapper.VenueIdOf(trade.OrderId)).Distinct().Where(venueId => _links.Find(symbol, venueId) is null)];

    private static IReadOnlyList<(BinanceIncome Row, CashMoved? Move)> Mapped(BinanceIncome[] page) =>
        [.. page.Select(row => (row with { Time = VenueTime.Check(row.Time, "time") }, BinanceAccountMapper.Map(row)))];

    /// <summary>Refuses a page as a whole rather than leaving a row of it out: a lost execution is a wrong position.</summary>
    private static IReadOnlyList<BinanceUserTrade> Checked(BinanceUserTrade[] page)
    {
        foreach (var trade in page)
            BinanceOrderMapper.Map(trade, null);
        return page;
    }
}
