using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Okx.Mapping;

namespace OrleansTrading.Exchanges.Okx.Trading;

/// <summary>The venue's orders, executions and conditional orders to ours. What cannot be read is a <see cref="FormatException"/>.</summary>
internal sealed class OkxOrderMapper(OkxInstruments instruments)
{
    /// <summary>
    /// Our id of an order. One that a conditional order has become names that one's, and stays known by it; one of neither, made by other
    /// means, goes by the venue's number.
    /// </summary>
    public static string IdOf(OkxOrder order) => order switch
    {
        { AlgoClientId: { Length: > 0 } conditional } => conditional,
        { ClientId: { Length: > 0 } own } => own,
        _ => order.OrderId ?? throw new FormatException("ordId is missing"),
    };

    public OrderReport Map(OkxOrder order)
    {
        var instrument = InstrumentOf(order.Name);
        var filled = string.IsNullOrEmpty(order.Filled) ? 0 : NotNegative(OkxSizes.ToBase(instrument, order.Filled, "accFillSz"), "accFillSz");
        var state = OkxWords.ToState(order.State, order.CancelSource);
        return new OrderReport(
            IdOf(order),
            order.OrderId ?? throw new FormatException("ordId is missing"),
            state == OrderState.Accepted && filled > 0 ? OrderState.PartiallyFilled : state,
            filled,
            Positive(order.AveragePrice),
            OkxWords.Time(order.UpdateTime, "uTime"),
            state == OrderState.Expired ? ReasonOf(order) : null,
            SpecOf(order, instrument));
    }

    /// <summary>The execution that an event tells of; null when it tells of none.</summary>
    public Fill? TryMapFill(OkxOrder order)
    {
        if (string.IsNullOrEmpty(order.TradeId) || Positive(order.FillSize) is null)
            return null;
        var instrument = InstrumentOf(order.Name);
        return new Fill(
            Id(instrument), order.TradeId, IdOf(order), order.OrderId, OkxWords.ToSide(order.Side), OkxWords.ToPositionSide(order.PositionSide),
            DecimalText.ParsePositive(order.FillPrice, "fillPx"), OkxSizes.ToBase(instrument, order.FillSize, "fillSz"),
            // What is paid stands below zero there.
            string.IsNullOrEmpty(order.FillFee) ? 0 : -DecimalText.ParseExact(order.FillFee, "fillFee"), order.FillFeeAsset ?? "",
            order.Liquidity == "M", OkxWords.Time(order.FillTime, "fillTime"));
    }

    public Fill Map(OkxFill fill, string? ourId)
    {
        var instrument = InstrumentOf(fill.Name);
        return new Fill(
            Id(instrument), fill.TradeId is { Length: > 0 } number ? number : throw new FormatException("tradeId is missing"), ourId, fill.OrderId,
            OkxWords.ToSide(fill.Side), OkxWords.ToPositionSide(fill.PositionSide),
            DecimalText.ParsePositive(fill.Price, "fillPx"), Positive(OkxSizes.ToBase(instrument, fill.Size, "fillSz"), "fillSz"),
            string.IsNullOrEmpty(fill.Fee) ? 0 : -DecimalText.ParseExact(fill.Fee, "fee"), fill.FeeAsset ?? throw new FormatException("feeCcy is missing"),
            fill.Liquidity == "M", OkxWords.Time(fill.Time, "ts"));
    }

    /// <summary>A conditional order as such: it waits, or has ended without becoming an order. What has become one is told by that.</summary>
    public OrderReport Map(OkxAlgoOrder order)
    {
        var instrument = InstrumentOf(order.Name);
        var number = order.AlgoId ?? throw new FormatException("algoId is missing");
        var state = order.State switch
        {
            "live" or "pause" or "effective" or "partially_effective" => OrderState.Accepted,
            "canceled" => OrderState.Cancelled,
            "order_failed" or "partially_failed" => OrderState.Rejected,
            _ => throw OkxWords.Unknown("state", order.State),
        };
        return new OrderReport(
            order.AlgoClientId is { Length: > 0 } own ? own : OkxRequests.AlgoMark + number,
            ActualIdOf(order) ?? OkxRequests.AlgoMark + number,
            state, 0, null,
            // The stream of trailing stops tells when it was sent, and not when it changed.
            OkxWords.Time(FirstOf(order.UpdateTime, order.PushTime) ?? order.CreateTime, "uTime"),
            state == OrderState.Rejected ? $"{order.State} {order.FailCode}" : null,
            SpecOf(order, instrument));
    }

    /// <summary>The number of the order that a conditional one has become; null while it is none.</summary>
    public static string? ActualIdOf(OkxAlgoOrder order) =>
        order.OrderIds?.FirstOrDefault(id => !string.IsNullOrEmpty(id)) ?? (string.IsNullOrEmpty(order.OrderId) ? null : order.OrderId);

    /// <summary>Whether an event is about something else than the swaps that are listed.</summary>
    public bool IsForeign(string? name) => name is null || !instruments.TryFind(name, out _);

    public OkxInstrument InstrumentOf(string? name) =>
        name is not null && instruments.TryFind(name, out var instrument) ? instrument : throw new FormatException($"instId is '{name}'; expected a listed swap");

    private static InstrumentId Id(OkxInstrument instrument) => new(OkxSymbols.Venue, instrument.Name);

    private static OrderSpec? SpecOf(OkxOrder order, OkxInstrument instrument)
    {
        if (OkxWords.ToType(order.Type) is not var (type, duration) || Positive(order.Size) is null)
            return null;
        return new OrderSpec(
            Id(instrument), OkxWords.ToSide(order.Side), OkxWords.ToPositionSide(order.PositionSide), type, OkxSizes.ToBase(instrument, order.Size, "sz"),
            type == OrderType.Limit ? Positive(order.Price) : null, null, null, duration, order.ReduceOnly == "true");
    }

    private static OrderSpec? SpecOf(OkxAlgoOrder order, OkxInstrument instrument)
    {
        if (Positive(order.Size) is null)
            return null;
        var (stop, profit) = (Positive(order.StopTrigger), Positive(order.ProfitTrigger));
        var (limit, trigger) = (Positive(stop is null ? order.ProfitPrice : order.StopPrice), stop ?? profit ?? Positive(order.ActivePrice));
        OrderType? type = order.Type switch
        {
            "move_order_stop" => OrderType.TrailingStop,
            "conditional" when stop is not null => limit is null ? OrderType.StopMarket : OrderType.StopLimit,
            "conditional" when profit is not null => limit is null ? OrderType.TakeProfitMarket : OrderType.TakeProfitLimit,
            _ => null,
        };
        return type is not { } known ? null : new OrderSpec(
            Id(instrument), OkxWords.ToSide(order.Side), OkxWords.ToPositionSide(order.PositionSide), known, OkxSizes.ToBase(instrument, order.Size, "sz"),
            known is OrderType.StopLimit or OrderType.TakeProfitLimit ? limit : null, trigger,
            known == OrderType.TrailingStop ? Positive(order.CallbackRatio) * 100 : null, TimeInForce.GoodTillCancel, order.ReduceOnly == "true");
    }

    private static string ReasonOf(OkxOrder order) =>
        string.IsNullOrEmpty(order.CancelReason) ? $"ended by the venue, reason {order.CancelSource}" : order.CancelReason;

    private static string? FirstOf(string? first, string? second) => string.IsNullOrEmpty(first) ? (string.IsNullOrEmpty(second) ? null : second) : first;

    private static decimal NotNegative(decimal size, string member) => size >= 0 ? size : throw new FormatException($"{member} is below 0");

    private static decimal Positive(decimal size, string member) => size > 0 ? size : throw new FormatException($"{member} is not above 0");

    private static decimal? Positive(string? text) => DecimalText.TryParsePositive(text, out decimal value) ? value : null;
}
