using System.Text.Json.Serialization;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Silo.Api.Trading;

/// <summary>An order. Quantities in base units, prices in quote units, times in Unix milliseconds.</summary>
internal sealed record OrderView
{
    /// <summary>Our id, and at the venue the client order id.</summary>
    public required string Id { get; init; }

    /// <summary>Instrument id.</summary>
    public required string Instrument { get; init; }

    /// <summary>buy or sell.</summary>
    [JsonConverter(typeof(OrderSideWord))]
    public required OrderSide Side { get; init; }

    /// <summary>Which position it is of: net on a one-way account, else long or short.</summary>
    [JsonConverter(typeof(PositionSideWord))]
    public required PositionSide PositionSide { get; init; }

    /// <summary>What it waits for.</summary>
    public required string Type { get; init; }

    /// <summary>Asked for, after rounding and limits.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Limit price. Null for an order that has none.</summary>
    public required decimal? Price { get; init; }

    /// <summary>Trigger. Null for an order that has none.</summary>
    public required decimal? StopPrice { get; init; }

    /// <summary>How far the market may come back, percent. Null for an order that does not trail.</summary>
    public required decimal? TrailingPercent { get; init; }

    /// <summary>How long it may rest: gtc, ioc, fok or post-only.</summary>
    public required string TimeInForce { get; init; }

    /// <summary>Whether it only takes away from a position.</summary>
    public required bool ReduceOnly { get; init; }

    /// <summary>Why it was made.</summary>
    [JsonConverter(typeof(OrderPurposeWord))]
    public required OrderPurpose Purpose { get; init; }

    /// <summary>What asked for it: the Idempotency-Key, a signal, a guard's trigger.</summary>
    public required string IntentKey { get; init; }

    /// <summary>Where it stands. Filled, Cancelled, Rejected and Expired are final; Unknown: it was sent, and the venue is being asked.</summary>
    [JsonConverter(typeof(OrderStateWord))]
    public required OrderState State { get; init; }

    /// <summary>Traded so far.</summary>
    public required decimal Filled { get; init; }

    /// <summary>What has traded was traded at. Null when nothing has.</summary>
    public required decimal? AveragePrice { get; init; }

    /// <summary>The venue's own id. Null until it has told one.</summary>
    public required string? VenueId { get; init; }

    /// <summary>Why it was refused or ended. Null otherwise.</summary>
    public required string? Reason { get; init; }

    /// <summary>When its intent was stored.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>When anything about it last changed.</summary>
    public required long UpdatedAt { get; init; }

    public static OrderView Of(Order order) => new()
    {
        Id = order.Id, Instrument = order.Spec.Instrument.ToString(), Side = order.Spec.Side, PositionSide = order.Spec.PositionSide,
        Type = TradingWords.Of(order.Spec.Type), Quantity = order.Spec.Quantity, Price = order.Spec.Price, StopPrice = order.Spec.StopPrice,
        TrailingPercent = order.Spec.TrailingPercent, TimeInForce = TradingWords.Of(order.Spec.TimeInForce), ReduceOnly = order.Spec.ReduceOnly,
        Purpose = order.Purpose, IntentKey = order.IntentKey, State = order.State, Filled = order.Filled, AveragePrice = order.AveragePrice,
        VenueId = order.VenueId, Reason = order.Reason, CreatedAt = order.CreatedAt, UpdatedAt = order.UpdatedAt,
    };
}
