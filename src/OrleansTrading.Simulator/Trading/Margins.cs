using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Trading;

/// <summary>Margin of an account at a time.</summary>
internal sealed record Margins(decimal Wallet, decimal Unrealised, decimal PositionMargin, decimal OrderMargin, decimal Maintenance)
{
    public decimal Equity => Wallet + Unrealised;

    public decimal Initial => PositionMargin + OrderMargin;

    /// <summary>What new positions may tie up.</summary>
    public decimal Available => Math.Max(0, Equity - Initial);

    /// <summary>Everything that the account holds and wants, at the mark prices of a time.</summary>
    public static Margins Of(TradingAccount account, SimulatorMarket market, long now)
    {
        var (position, orders, maintenance, unrealised) = (0m, 0m, 0m, 0m);
        var symbols = account.Positions.Where(position => position.Quantity != 0).Select(position => position.Symbol)
            .Concat(account.OpenOrders.Select(order => order.Symbol)).Distinct();
        foreach (var symbol in symbols)
        {
            var margin = Of(account, market.Find(symbol)!, now);
            position += margin.Position;
            orders += margin.Orders;
            maintenance += margin.Maintenance;
            unrealised += margin.Unrealised;
        }

        return new Margins(account.Wallet, unrealised, position, orders, maintenance);
    }

    /// <summary>
    /// The larger of what the position would tie up with all buys and with all sells traded, whatever reduces left out.
    /// </summary>
    /// <param name="more">An order that is not among the open ones yet, at its price.</param>
    public static SymbolMargin Of(TradingAccount account, ListedSymbol symbol, long now, (OrderTerms Terms, decimal Price)? more = null)
    {
        var mark = MarkOf(symbol, now);
        var name = symbol.Spec.Name;
        var leverage = account.Settings(name).Leverage;
        var (held, wanted, maintenance, unrealised) = (0m, 0m, 0m, 0m);
        foreach (var side in (ReadOnlySpan<PositionSide>)[PositionSide.Both, PositionSide.Long, PositionSide.Short])
        {
            var position = account.Position(name, side);
            var (buys, sells) = Asked(account, name, side, more);
            var notional = position.Quantity * mark;
            var worst = Math.Max(Math.Abs(notional), Math.Max(Math.Abs(notional + buys), Math.Abs(notional - sells)));
            held += Math.Abs(notional) / leverage;
            wanted += (worst - Math.Abs(notional)) / leverage;
            maintenance += account.Rules.Maintenance(Math.Abs(notional));
            unrealised += position.Unrealised(mark);
        }

        return new SymbolMargin(Money(held), Money(wanted), Money(maintenance), unrealised);
    }

    public static decimal MarkOf(ListedSymbol symbol, long now) => FundingModel.ToDecimal(symbol.Funding.MarkPrice(now));

    private static (decimal Buys, decimal Sells) Asked(TradingAccount account, string symbol, PositionSide side, (OrderTerms Terms, decimal Price)? more)
    {
        var (buys, sells) = (0m, 0m);
        foreach (var order in account.OpenOrders)
        {
            if (order.Symbol == symbol)
                Add(order.Terms, order.Remaining * (order.Terms.Price ?? 0));
        }

        if (more is { } asked)
            Add(asked.Terms, asked.Terms.Quantity * asked.Price);
        return (buys, sells);

        void Add(OrderTerms terms, decimal notional)
        {
            if (terms.PositionSide != side || account.Closable(terms) is not null)
                return;
            if (terms.Side == OrderSide.Buy)
                buys += notional;
            else
                sells += notional;
        }
    }

    private static decimal Money(decimal value) => Math.Round(value, Trading.Position.MoneyDecimals);
}
