using System.Text.Json;
using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Rest;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.BinanceTrading;

/// <summary>Cash and margin of the account.</summary>
internal static class AccountEndpoints
{
    public const string Asset = "USDT";

    public static ApiError? Balance(TradingCall call)
    {
        var margins = MarginsOf(call);
        call.Json.WriteStartArray();
        call.Json.WriteStartObject();
        call.Json.WriteString("accountAlias", "SgsR");
        call.Json.WriteString("asset", Asset);
        call.Json.WriteMoney("balance", margins.Wallet);
        call.Json.WriteMoney("crossWalletBalance", margins.Wallet);
        call.Json.WriteMoney("crossUnPnl", margins.Unrealised);
        call.Json.WriteMoney("availableBalance", margins.Available);
        call.Json.WriteMoney("maxWithdrawAmount", Math.Min(margins.Available, margins.Wallet));
        call.Json.WriteBoolean("marginAvailable", true);
        call.Json.WriteNumber("updateTime", call.Account.Updated);
        call.Json.WriteEndObject();
        call.Json.WriteEndArray();
        return null;
    }

    /// <summary>With every symbol's position.</summary>
    public static ApiError? Second(TradingCall call)
    {
        var margins = MarginsOf(call);
        var json = call.Json;
        json.WriteStartObject();
        json.WriteNumber("feeTier", 0);
        json.WriteBoolean("canTrade", true);
        json.WriteBoolean("canDeposit", true);
        json.WriteBoolean("canWithdraw", true);
        json.WriteNumber("updateTime", 0);
        json.WriteBoolean("multiAssetsMargin", false);
        json.WriteNumber("tradeGroupId", -1);
        Totals(json, margins);
        Assets(call, margins, tellsUse: true);
        json.WriteStartArray("positions");
        foreach (var position in Positions(call, everySymbol: true))
            SecondPosition(call, position);
        json.WriteEndArray();
        json.WriteEndObject();
        return null;
    }

    /// <summary>With the positions and orders that there are.</summary>
    public static ApiError? Third(TradingCall call)
    {
        var margins = MarginsOf(call);
        call.Json.WriteStartObject();
        Totals(call.Json, margins);
        Assets(call, margins, tellsUse: false);
        call.Json.WriteStartArray("positions");
        foreach (var position in Positions(call, everySymbol: false))
            ThirdPosition(call, position);
        call.Json.WriteEndArray();
        call.Json.WriteEndObject();
        return null;
    }

    /// <summary>The positions that are to be shown, in the account's position mode; those that are flat have no time.</summary>
    public static IEnumerable<Position> Positions(TradingCall call, bool everySymbol, string? symbol = null)
    {
        var account = call.Account;
        PositionSide[] sides = account.IsHedging ? [PositionSide.Long, PositionSide.Short] : [PositionSide.Both];
        foreach (var listed in call.Venue.Market.Listed.Where(listed => symbol is null || listed.Spec.Name == symbol))
        {
            foreach (var position in sides.Select(side => account.Position(listed.Spec.Name, side)))
            {
                if (everySymbol || position.Quantity != 0
                    || account.OpenOrders.Any(order => order.Symbol == position.Symbol && order.Terms.PositionSide == position.Side))
                    yield return position;
            }
        }
    }

    private static Margins MarginsOf(TradingCall call)
    {
        call.Venue.Advance(call.Now);
        return Margins.Of(call.Account, call.Venue.Market, call.Now);
    }

    private static void Totals(Utf8JsonWriter json, Margins margins)
    {
        json.WriteMoney("totalInitialMargin", margins.Initial);
        json.WriteMoney("totalMaintMargin", margins.Maintenance);
        json.WriteMoney("totalWalletBalance", margins.Wallet);
        json.WriteMoney("totalUnrealizedProfit", margins.Unrealised);
        json.WriteMoney("totalMarginBalance", margins.Equity);
        json.WriteMoney("totalPositionInitialMargin", margins.PositionMargin);
        json.WriteMoney("totalOpenOrderInitialMargin", margins.OrderMargin);
        json.WriteMoney("totalCrossWalletBalance", margins.Wallet);
        json.WriteMoney("totalCrossUnPnl", margins.Unrealised);
        json.WriteMoney("availableBalance", margins.Available);
        json.WriteMoney("maxWithdrawAmount", Math.Min(margins.Available, margins.Wallet));
    }

    private static void Assets(TradingCall call, Margins margins, bool tellsUse)
    {
        var json = call.Json;
        json.WriteStartArray("assets");
        json.WriteStartObject();
        json.WriteString("asset", Asset);
        json.WriteMoney("walletBalance", margins.Wallet);
        json.WriteMoney("unrealizedProfit", margins.Unrealised);
        json.WriteMoney("marginBalance", margins.Equity);
        json.WriteMoney("maintMargin", margins.Maintenance);
        json.WriteMoney("initialMargin", margins.Initial);
        json.WriteMoney("positionInitialMargin", margins.PositionMargin);
        json.WriteMoney("openOrderInitialMargin", margins.OrderMargin);
        json.WriteMoney("crossWalletBalance", margins.Wallet);
        json.WriteMoney("crossUnPnl", margins.Unrealised);
        json.WriteMoney("availableBalance", margins.Available);
        json.WriteMoney("maxWithdrawAmount", Math.Min(margins.Available, margins.Wallet));
        if (tellsUse)
            json.WriteBoolean("marginAvailable", true);
        json.WriteNumber("updateTime", call.Account.Updated);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void SecondPosition(TradingCall call, Position position)
    {
        var json = call.Json;
        var (spec, margin, notional, mark) = Facts(call, position);
        var settings = call.Account.Settings(position.Symbol);
        json.WriteStartObject();
        json.WriteString("symbol", position.Symbol);
        json.WriteMoney("initialMargin", margin.Position + margin.Orders);
        json.WriteMoney("maintMargin", margin.Maintenance);
        json.WriteMoney("unrealizedProfit", position.Unrealised(mark));
        json.WriteMoney("positionInitialMargin", margin.Position);
        json.WriteMoney("openOrderInitialMargin", margin.Orders);
        json.WriteString("leverage", settings.Leverage.ToString());
        json.WriteBoolean("isolated", settings.Margin == MarginMode.Isolated);
        json.WritePlain("entryPrice", position.EntryPrice);
        json.WritePlain("maxNotional", call.Venue.Rules.MostNotional(settings.Leverage));
        json.WriteString("bidNotional", "0");
        json.WriteString("askNotional", "0");
        json.WriteString("positionSide", Names.Of(position.Side));
        json.WriteAmount("positionAmt", position.Quantity, spec.QuantityDecimals);
        json.WriteMoney("notional", notional);
        json.WriteNumber("updateTime", position.Updated);
        json.WriteEndObject();
    }

    private static void ThirdPosition(TradingCall call, Position position)
    {
        var json = call.Json;
        var (spec, margin, notional, mark) = Facts(call, position);
        var isolated = call.Account.Settings(position.Symbol).Margin == MarginMode.Isolated ? margin.Position : 0;
        json.WriteStartObject();
        json.WriteString("symbol", position.Symbol);
        json.WriteString("positionSide", Names.Of(position.Side));
        json.WriteAmount("positionAmt", position.Quantity, spec.QuantityDecimals);
        json.WriteMoney("unrealizedProfit", position.Unrealised(mark));
        json.WriteMoney("isolatedMargin", isolated == 0 ? 0 : isolated + position.Unrealised(mark));
        json.WriteMoney("notional", notional);
        json.WriteMoney("isolatedWallet", isolated);
        json.WriteMoney("initialMargin", margin.Position + margin.Orders);
        json.WriteMoney("maintMargin", margin.Maintenance);
        json.WriteNumber("updateTime", position.Updated);
        json.WriteEndObject();
    }

    private static (SymbolSpec Spec, SymbolMargin Margin, decimal Notional, decimal Mark) Facts(TradingCall call, Position position)
    {
        var symbol = call.Venue.Market.Find(position.Symbol)!;
        var mark = Margins.MarkOf(symbol, call.Now);
        return (symbol.Spec, Margins.Of(call.Account, symbol, call.Now), position.Quantity * mark, mark);
    }
}
