using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Silo.Api.Trading;

/// <summary>The words of orders in requests and answers.</summary>
internal static class TradingWords
{
    private static readonly (string Word, OrderType Type)[] Types =
    [
        ("market", OrderType.Market), ("limit", OrderType.Limit), ("stop", OrderType.StopMarket), ("stop-limit", OrderType.StopLimit),
        ("take-profit", OrderType.TakeProfitMarket), ("take-profit-limit", OrderType.TakeProfitLimit), ("trailing", OrderType.TrailingStop),
    ];

    private static readonly (string Word, TimeInForce Time)[] Times =
    [
        ("gtc", TimeInForce.GoodTillCancel), ("ioc", TimeInForce.ImmediateOrCancel), ("fok", TimeInForce.FillOrKill), ("post-only", TimeInForce.PostOnly),
    ];

    private static readonly (string Word, OrderSide Side)[] Sides = [("buy", OrderSide.Buy), ("sell", OrderSide.Sell)];

    private static readonly (string Word, PositionSide Side)[] Positions = [("net", PositionSide.Net), ("long", PositionSide.Long), ("short", PositionSide.Short)];

    private static readonly (string Word, BreachAction Action)[] Actions =
        [("refuse", BreachAction.Refuse), ("reduce", BreachAction.Reduce), ("halt", BreachAction.Halt)];

    private static readonly (string Word, MarginMode Mode)[] MarginModes = [("cross", MarginMode.Cross), ("isolated", MarginMode.Isolated)];

    public static IEnumerable<string> MarginModeWords => MarginModes.Select(pair => pair.Word);

    public static IEnumerable<string> TypeWords => Types.Select(pair => pair.Word);

    public static IEnumerable<string> TimeWords => Times.Select(pair => pair.Word);

    public static IEnumerable<string> SideWords => Sides.Select(pair => pair.Word);

    public static IEnumerable<string> PositionWords => Positions.Select(pair => pair.Word);

    public static IEnumerable<string> ActionWords => Actions.Select(pair => pair.Word);

    public static IEnumerable<string> RuleWords => Enum.GetNames<RiskRule>().Select(JsonNamingPolicy.CamelCase.ConvertName);

    public static string Of(OrderType type) => Types.First(pair => pair.Type == type).Word;

    public static string Of(TimeInForce time) => Times.First(pair => pair.Time == time).Word;

    public static string Of(BreachAction action) => Actions.First(pair => pair.Action == action).Word;

    public static OrderType? TypeOf(string? word) => Find(Types, word);

    public static TimeInForce? TimeOf(string? word) => Find(Times, word);

    public static OrderSide? SideOf(string? word) => Find(Sides, word);

    public static PositionSide? PositionOf(string? word) => Find(Positions, word);

    public static BreachAction? ActionOf(string? word) => Find(Actions, word);

    public static MarginMode? MarginModeOf(string? word) => Find(MarginModes, word);

    public static RiskRule? RuleOf(string word) =>
        Enum.GetValues<RiskRule>().Cast<RiskRule?>().FirstOrDefault(rule => JsonNamingPolicy.CamelCase.ConvertName(rule.ToString()!) == word);

    private static T? Find<T>((string Word, T Value)[] words, string? word)
        where T : struct
    {
        foreach (var (known, value) in words)
        {
            if (string.Equals(known, word, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        return null;
    }
}

/// <summary><c>buy</c>, <c>sell</c>.</summary>
internal sealed class OrderSideWord() : JsonStringEnumConverter<OrderSide>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

/// <summary><c>net</c>, <c>long</c>, <c>short</c>.</summary>
internal sealed class PositionSideWord() : JsonStringEnumConverter<PositionSide>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

/// <summary><c>manual</c>, <c>signal</c>, <c>guard</c>, <c>protection</c>, <c>arbitrage</c>, <c>unwind</c>, <c>external</c>.</summary>
internal sealed class OrderPurposeWord() : JsonStringEnumConverter<OrderPurpose>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

/// <summary><c>New</c>, <c>Accepted</c>, <c>PartiallyFilled</c>, <c>Filled</c>, <c>Cancelling</c>, <c>Cancelled</c>, <c>Rejected</c>, <c>Expired</c>, <c>Unknown</c>.</summary>
internal sealed class OrderStateWord() : JsonStringEnumConverter<OrderState>(null, allowIntegerValues: false);

/// <summary><c>off</c>, <c>on</c>, <c>halted</c>, <c>killed</c>.</summary>
internal sealed class TradingSwitchWord() : JsonStringEnumConverter<TradingSwitch>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

/// <summary><c>cross</c>, <c>isolated</c>.</summary>
internal sealed class MarginModeWord() : JsonStringEnumConverter<MarginMode>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

/// <summary><c>orderNotional</c> and so on.</summary>
internal sealed class RiskRuleWord() : JsonStringEnumConverter<RiskRule>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
