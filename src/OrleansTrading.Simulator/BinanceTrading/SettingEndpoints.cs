using OrleansTrading.Simulator.Rest;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.BinanceTrading;

/// <summary>Leverage, margin, position mode, fees and limits.</summary>
internal static class SettingEndpoints
{
    public static ApiError? SetLeverage(TradingCall call)
    {
        long? leverage = null;
        if ((call.Symbol(out var symbol) ?? call.Number("leverage", out leverage)) is { } error)
            return error;
        if (leverage is null)
            return ApiError.Missing("leverage");
        var wanted = (int)Math.Min(leverage.Value, int.MaxValue);
        if (call.Venue.SetLeverage(call.Account, symbol.Spec.Name, wanted, call.Now) is not null)
            return RequestErrors.Of(-4028, $"Leverage {wanted} is not valid");
        call.Json.WriteStartObject();
        call.Json.WriteNumber("leverage", wanted);
        call.Json.WritePlain("maxNotionalValue", call.Venue.Rules.MostNotional(wanted));
        call.Json.WriteString("symbol", symbol.Spec.Name);
        call.Json.WriteEndObject();
        return null;
    }

    public static ApiError? SetMargin(TradingCall call)
    {
        if (call.Symbol(out var symbol) is { } error)
            return error;
        MarginMode? mode = call.Text("marginType").ToUpperInvariant() switch { "ISOLATED" => MarginMode.Isolated, "CROSSED" => MarginMode.Crossed, _ => null };
        if (mode is null)
            return RequestErrors.Of(-4041, "Invalid margin type.");
        if (call.Venue.SetMargin(call.Account, symbol.Spec.Name, mode.Value, call.Now) is { } refusal)
            return refusal.Reason == RefusalReason.NoChange ? RequestErrors.Of(-4046, "No need to change margin type.") : Refusals.Of(refusal);
        call.Json.WriteDone("success");
        return null;
    }

    public static ApiError? SetDual(TradingCall call)
    {
        if (!call.Has("dualSidePosition"))
            return ApiError.Missing("dualSidePosition");
        if (call.Flag("dualSidePosition", out var dual) is { } error)
            return error;
        if (call.Venue.SetHedging(call.Account, dual, call.Now) is { } refusal)
        {
            return refusal.Reason switch
            {
                RefusalReason.NoChange => RequestErrors.Of(-4059, "No need to change position side."),
                RefusalReason.HasOpenOrders => RequestErrors.Of(-4067, "Position side cannot be changed if there exists open orders."),
                _ => RequestErrors.Of(-4068, "Position side cannot be changed if there exists position."),
            };
        }

        call.Json.WriteDone("success");
        return null;
    }

    public static ApiError? GetDual(TradingCall call)
    {
        call.Json.WriteStartObject();
        call.Json.WriteBoolean("dualSidePosition", call.Account.IsHedging);
        call.Json.WriteEndObject();
        return null;
    }

    public static ApiError? GetMultiAssets(TradingCall call)
    {
        call.Json.WriteStartObject();
        call.Json.WriteBoolean("multiAssetsMargin", false);
        call.Json.WriteEndObject();
        return null;
    }

    public static ApiError? AccountConfig(TradingCall call)
    {
        call.Json.WriteStartObject();
        call.Json.WriteNumber("feeTier", 0);
        call.Json.WriteBoolean("canTrade", true);
        call.Json.WriteBoolean("canDeposit", true);
        call.Json.WriteBoolean("canWithdraw", true);
        call.Json.WriteBoolean("dualSidePosition", call.Account.IsHedging);
        call.Json.WriteNumber("updateTime", 0);
        call.Json.WriteBoolean("multiAssetsMargin", false);
        call.Json.WriteNumber("tradeGroupId", -1);
        call.Json.WriteEndObject();
        return null;
    }

    public static ApiError? SymbolConfig(TradingCall call)
    {
        if (call.SymbolOrAll(out var name) is { } error)
            return error;
        call.Json.WriteList(call.Venue.Market.Symbols.Where(symbol => name is null || symbol == name), (json, symbol) =>
        {
            var settings = call.Account.Settings(symbol);
            json.WriteStartObject();
            json.WriteString("symbol", symbol);
            json.WriteString("marginType", settings.Margin == MarginMode.Isolated ? "ISOLATED" : "CROSSED");
            json.WriteString("isAutoAddMargin", "false");
            json.WriteNumber("leverage", settings.Leverage);
            json.WritePlain("maxNotionalValue", call.Venue.Rules.MostNotional(settings.Leverage));
            json.WriteEndObject();
        });
        return null;
    }

    public static ApiError? Brackets(TradingCall call)
    {
        if (call.SymbolOrAll(out var name) is { } error)
            return error;
        call.Json.WriteList(call.Venue.Market.Symbols.Where(symbol => name is null || symbol == name), (json, symbol) =>
        {
            json.WriteStartObject();
            json.WriteString("symbol", symbol);
            json.WriteNumber("notionalCoef", 1.0m);
            json.WriteStartArray("brackets");
            foreach (var bracket in call.Venue.Rules.Brackets)
            {
                json.WriteStartObject();
                json.WriteNumber("bracket", bracket.Number);
                json.WriteNumber("initialLeverage", bracket.Leverage);
                json.WriteNumber("notionalCap", bracket.Cap);
                json.WriteNumber("notionalFloor", bracket.Floor);
                json.WriteNumber("maintMarginRatio", bracket.MaintenanceRatio);
                json.WriteNumber("cum", bracket.Deduction);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
        return null;
    }

    public static ApiError? CommissionRate(TradingCall call)
    {
        if (call.Symbol(out var symbol) is { } error)
            return error;
        call.Json.WriteStartObject();
        call.Json.WriteString("symbol", symbol.Spec.Name);
        call.Json.WriteAmount("makerCommissionRate", call.Venue.Rules.MakerFee, 6);
        call.Json.WriteAmount("takerCommissionRate", call.Venue.Rules.TakerFee, 6);
        call.Json.WriteEndObject();
        return null;
    }

    public static ApiError? OrderLimits(TradingCall call)
    {
        call.Json.WriteList(OrderCounts.Limits, static (json, limit) =>
        {
            json.WriteStartObject();
            json.WriteString("rateLimitType", "ORDERS");
            json.WriteString("interval", limit.Interval);
            json.WriteNumber("intervalNum", limit.Number);
            json.WriteNumber("limit", limit.Most);
            json.WriteEndObject();
        });
        return null;
    }
}
