using System.Text.Json.Serialization;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Silo.Api.Trading;

/// <summary>An execution.</summary>
/// <param name="TradeId">The venue's id, unique for the instrument.</param>
/// <param name="OrderId">Our id of the order. Null when it is not ours.</param>
/// <param name="Instrument">Instrument id.</param>
/// <param name="Side">buy or sell.</param>
/// <param name="Price">Quote units.</param>
/// <param name="Quantity">Base units.</param>
/// <param name="Fee">Paid; negative when it was a rebate.</param>
/// <param name="FeeAsset">What the fee was paid in.</param>
/// <param name="IsMaker">Whether the order was resting.</param>
/// <param name="Time">The venue's time, Unix milliseconds.</param>
internal sealed record FillView(
    string TradeId, string? OrderId, string Instrument, [property: JsonConverter(typeof(OrderSideWord))] OrderSide Side, decimal Price, decimal Quantity,
    decimal Fee, string FeeAsset, bool IsMaker, long Time)
{
    public static FillView Of(Fill fill) => new(
        fill.TradeId, fill.OrderId, fill.Instrument.ToString(), fill.Side, fill.Price, fill.Quantity, fill.Fee, fill.FeeAsset, fill.IsMaker, fill.Time);
}
