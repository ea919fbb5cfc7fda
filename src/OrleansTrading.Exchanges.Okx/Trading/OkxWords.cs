using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Okx.Trading;

/// <summary>The venue's words for ours and back. A word that is not known is a <see cref="FormatException"/>.</summary>
internal static class OkxWords
{
    public static string Of(OrderSide side) => side == OrderSide.Buy ? "buy" : "sell";

    public static OrderSide ToSide(string? word) => word switch
    {
        "buy" => OrderSide.Buy,
        "sell" => OrderSide.Sell,
        _ => throw Unknown("side", word),
    };

    public static string Of(PositionSide side) => side switch
    {
        PositionSide.Long => "long",
        PositionSide.Short => "short",
        _ => "net",
    };

    public static PositionSide ToPositionSide(string? word) => word switch
    {
        "long" => PositionSide.Long,
        "short" => PositionSide.Short,
        "net" or "" => PositionSide.Net,
        _ => throw Unknown("posSide", word),
    };

    public static string Of(MarginMode mode) => mode == MarginMode.Isolated ? "isolated" : "cross";

    public static MarginMode? ToMarginMode(string? word) => word switch
    {
        "isolated" => MarginMode.Isolated,
        "cross" => MarginMode.Cross,
        _ => null,
    };

    /// <summary>How an order trades that waits for no trigger.</summary>
    public static string TypeOf(OrderSpec spec) => spec.Type == OrderType.Market ? "market" : spec.TimeInForce switch
    {
        TimeInForce.ImmediateOrCancel => "ioc",
        TimeInForce.FillOrKill => "fok",
        TimeInForce.PostOnly => "post_only",
        _ => "limit",
    };

    /// <summary>Null for kinds of orders that are not ours.</summary>
    public static (OrderType Type, TimeInForce Duration)? ToType(string? word) => word switch
    {
        "market" or "optimal_limit_ioc" => (OrderType.Market, TimeInForce.GoodTillCancel),
        "limit" => (OrderType.Limit, TimeInForce.GoodTillCancel),
        "ioc" => (OrderType.Limit, TimeInForce.ImmediateOrCancel),
        "fok" => (OrderType.Limit, TimeInForce.FillOrKill),
        "post_only" => (OrderType.Limit, TimeInForce.PostOnly),
        _ => null,
    };

    /// <remarks>Orders that the venue ends by itself are "canceled" as well; the source tells.</remarks>
    public static OrderState ToState(string? word, string? cancelSource) => word switch
    {
        "live" => OrderState.Accepted,
        "partially_filled" => OrderState.PartiallyFilled,
        "filled" => OrderState.Filled,
        "canceled" or "mmp_canceled" => cancelSource is null or "" or "1" ? OrderState.Cancelled : OrderState.Expired,
        _ => throw Unknown("state", word),
    };

    public static long Time(string? text, string member) =>
        VenueTime.Parse(text, member);

    public static FormatException Unknown(string member, string? word) => new($"{member} is '{word}', which is not known");
}
