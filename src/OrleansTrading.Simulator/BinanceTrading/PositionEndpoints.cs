using OrleansTrading.Simulator.Rest;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.BinanceTrading;

/// <summary>Positions at the mark price.</summary>
internal static class PositionEndpoints
{
    /// <summary>Of every symbol, with its settings.</summary>
    public static ApiError? Second(TradingCall call) => Write(call, everySymbol: true, WriteSecond);

    /// <summary>Of the symbols that have a position or an order.</summary>
    public static ApiError? Third(TradingCall call) => Write(call, everySymbol: false, WriteThird);

    private static ApiError? Write(TradingCall call, bool everySymbol, Action<TradingCall, Position, Facts> write)
    {
        if (call.SymbolOrAll(out var name) is { } error)
            return error;
        call.Venue.Advance(call.Now);
        var account = Margins.Of(call.Account, call.Venue.Market, call.Now);
        call.Json.WriteStartArray();
        foreach (var position in AccountEndpoints.Positions(call, everySymbol, name))
        {
            var symbol = call.Venue.Market.Find(position.Symbol)!;
            write(call, position, new Facts(
                Margins.MarkOf(symbol, call.Now), Margins.Of(call.Account, symbol, call.Now), account, call.Account.Settings(position.Symbol), symbol.Spec.QuantityDecimals));
        }

        call.Json.WriteEndArray();
        return null;
    }

    private static void WriteSecond(TradingCall call, Position position, Facts facts)
    {
        var json = call.Json;
        json.WriteStartObject();
        json.WriteString("symbol", position.Symbol);
        json.WriteAmount("positionAmt", position.Quantity, facts.Decimals);
        json.WritePlain("entryPrice", position.EntryPrice);
        json.WritePlain("breakEvenPrice", BreakEven(call, position));
        json.WriteMoney("markPrice", facts.Mark);
        json.WriteMoney("unRealizedProfit", position.Unrealised(facts.Mark));
        json.WritePlain("liquidationPrice", Liquidation(call, position, facts));
        json.WriteString("leverage", facts.Settings.Leverage.ToString());
        json.WritePlain("maxNotionalValue", call.Venue.Rules.MostNotional(facts.Settings.Leverage));
        json.WriteString("marginType", facts.Settings.Margin == MarginMode.Isolated ? "isolated" : "cross");
        json.WriteMoney("isolatedMargin", facts.IsolatedMargin(position));
        json.WriteString("isAutoAddMargin", "false");
        json.WriteString("positionSide", Names.Of(position.Side));
        json.WriteMoney("notional", position.Quantity * facts.Mark);
        json.WriteMoney("isolatedWallet", facts.IsolatedWallet);
        json.WriteNumber("updateTime", position.Updated);
        json.WriteEndObject();
    }

    private static void WriteThird(TradingCall call, Position position, Facts facts)
    {
        var json = call.Json;
        json.WriteStartObject();
        json.WriteString("symbol", position.Symbol);
        json.WriteString("positionSide", Names.Of(position.Side));
        json.WriteAmount("positionAmt", position.Quantity, facts.Decimals);
        json.WritePlain("entryPrice", position.EntryPrice);
        json.WritePlain("breakEvenPrice", BreakEven(call, position));
        json.WriteMoney("markPrice", facts.Mark);
        json.WriteMoney("unRealizedProfit", position.Unrealised(facts.Mark));
        json.WritePlain("liquidationPrice", Liquidation(call, position, facts));
        json.WriteMoney("isolatedMargin", facts.IsolatedMargin(position));
        json.WriteMoney("notional", position.Quantity * facts.Mark);
        json.WriteString("marginAsset", AccountEndpoints.Asset);
        json.WriteMoney("isolatedWallet", facts.IsolatedWallet);
        json.WriteMoney("initialMargin", facts.Margin.Position + facts.Margin.Orders);
        json.WriteMoney("maintMargin", facts.Margin.Maintenance);
        json.WriteMoney("positionInitialMargin", facts.Margin.Position);
        json.WriteMoney("openOrderInitialMargin", facts.Margin.Orders);
        json.WriteNumber("adl", 1);
        json.WriteString("bidNotional", "0");
        json.WriteString("askNotional", "0");
        json.WriteNumber("updateTime", position.Updated);
        json.WriteEndObject();
    }

    // Where closing at the market would leave neither profit nor loss, the fee of closing included.
    private static decimal BreakEven(TradingCall call, Position position) =>
        position.EntryPrice * (1 + (Math.Sign(position.Quantity) * call.Venue.Rules.TakerFee));

    // Where the account's equity would be its maintenance margin if only this symbol's price moved.
    private static decimal Liquidation(TradingCall call, Position position, Facts facts)
    {
        if (position.Quantity == 0)
            return 0;
        var notional = Math.Abs(position.Quantity * facts.Mark);
        var ratio = (call.Venue.Rules.Brackets.FirstOrDefault(bracket => notional <= bracket.Cap) ?? call.Venue.Rules.Brackets[^1]).MaintenanceRatio;
        var rest = facts.Account.Maintenance - (notional * ratio);
        var price = (rest - facts.Account.Equity + (position.Quantity * facts.Mark)) / (position.Quantity - (Math.Abs(position.Quantity) * ratio));
        return Math.Max(0, price);
    }

    private sealed record Facts(decimal Mark, SymbolMargin Margin, Margins Account, SymbolSettings Settings, int Decimals)
    {
        public decimal IsolatedWallet => Settings.Margin == MarginMode.Isolated ? Margin.Position : 0;

        public decimal IsolatedMargin(Position position) => IsolatedWallet == 0 ? 0 : IsolatedWallet + position.Unrealised(Mark);
    }
}
