using System.Collections.Frozen;
using System.Globalization;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Grains.Accounts;

/// <summary>
/// Makes an order that its venue takes out of what was asked: checks its form, turns a value into a quantity, and rounds to the instrument's
/// steps, so that it never comes to more than was asked: quantities down, a buyer's limit down, a seller's up. Pure.
/// </summary>
internal static class OrderShaping
{
    private static readonly FrozenSet<string> Dollars = FrozenSet.Create(StringComparer.Ordinal, "USD", "USDC", "USDT");

    /// <summary>What tells a repeated request from another one under the same key; who asks does not matter.</summary>
    public static string Fingerprint(PlaceOrder order)
    {
        var guards = order.Guards is { } plan
            ? Text($"{plan.StopLoss}|{plan.TrailingPercent}|{plan.TrailingActivation}|{plan.BreakEvenTrigger}|{plan.ExpiresAt}")
                + string.Concat(plan.TakeProfits.IsDefault ? [] : plan.TakeProfits.Select(target => Text($"|{target.Price}:{target.Share}")))
            : "";
        return OrderIds.Fingerprint(Text(
            $"{order.Purpose}|{order.Instrument}|{order.Side}|{order.PositionSide}|{order.Type}|{order.Quantity}|{order.Notional}|{order.Price}|{order.StopPrice}")
            + Text($"|{order.TrailingPercent}|{order.TimeInForce}|{order.ReduceOnly}|{guards}"));
    }

    /// <summary>Of a request to close a share of a position.</summary>
    public static string FingerprintOfClose(PositionKey position, decimal share) => OrderIds.Fingerprint(Text($"close|{position}|{share:0.############################}"));

    /// <summary>Whether two assets count as the same money: profits, fees and limits of an account are sums in one asset, and dollars count at par.</summary>
    public static bool IsSameMoney(string asset, string other) => asset == other || (Dollars.Contains(asset) && Dollars.Contains(other));

    /// <param name="order">What was asked.</param>
    /// <param name="info">The instrument's rules.</param>
    /// <param name="isHedged">The account's position mode.</param>
    /// <param name="capabilities">What the venue can do.</param>
    /// <param name="price">The market's price; null when nothing fresh is known.</param>
    /// <param name="now">The venue's time, Unix milliseconds.</param>
    /// <param name="request">Fingerprint of the request.</param>
    public static ShapedOrder Shape(
        PlaceOrder order, InstrumentInfo info, bool isHedged, TradingCapabilities capabilities, decimal? price, long now, string request)
    {
        var refusal = OrderForm.Check(order) ?? OrderForm.CheckCapabilities(order, capabilities);
        if (refusal is not null)
            return new ShapedOrder(null, refusal);
        var spec = new OrderSpec(
            info.Id, order.Side, SideOf(order, isHedged), order.Type, 0, Round(order.Price, info.TickSize, order.Side), Nearest(order.StopPrice, info.TickSize),
            order.TrailingPercent, order.TimeInForce, order.ReduceOnly);
        if (spec.Price <= 0 || spec.StopPrice <= 0)
        {
            return Refuse(
                RefusalCodes.InvalidOrder, spec.Price <= 0 ? "price" : "stopPrice",
                $"{(spec.Price <= 0 ? order.Price : order.StopPrice)} is less than the smallest price of {info.Id}, {info.TickSize}.");
        }

        var reference = spec.Price ?? spec.StopPrice ?? price;
        if (order.Notional is not null && reference is null)
            return Refuse(RefusalCodes.NoPrice, "instrument", $"No fresh price of {info.Id} is known, so {order.Notional} is no quantity.");
        if (order.Notional is { } value && OrderBounds.IsTooMany(value, reference!.Value))
            return Refuse(RefusalCodes.AboveMaximum, "notional", $"{value} at {reference} comes to more than {OrderBounds.MostQuantity} of {info.BaseAsset}.");
        var step = spec.Type == OrderType.Market ? info.MarketStepSize ?? info.StepSize : info.StepSize;
        var asked = order.Quantity ?? (order.Notional!.Value / reference!.Value);
        spec = spec with { Quantity = Floor(asked, step) };
        refusal = CheckValue(spec, info, reference, price) ?? CheckSize(spec, asked, step, info, reference) ?? CheckBand(spec, info, price);
        if (refusal is null && order.Guards is { IsEmpty: false } plan)
            refusal = CheckGuards(plan, spec.Side == OrderSide.Buy, reference, entryPrice: null, now);
        return refusal is not null
            ? new ShapedOrder(null, refusal)
            : new ShapedOrder(new OrderIntent(order.IntentKey, order.Purpose, spec, order.Guards is { IsEmpty: false } set ? set : null, request), null);
    }

    /// <summary>What was asked for as it came, for the audit of what was refused; the quantity is 0 where none was named.</summary>
    public static OrderSpec Asked(PlaceOrder order, bool isHedged) => new(
        order.Instrument, order.Side, SideOf(order, isHedged), order.Type, order.Quantity ?? 0, order.Price, order.StopPrice, order.TrailingPercent,
        order.TimeInForce, order.ReduceOnly);

    /// <summary>What is wrong with a plan, the first of it; null when nothing is.</summary>
    public static OrderRefusal? CheckGuards(GuardPlan plan, bool isLong, decimal? price, decimal? entryPrice, long now) =>
        GuardRules.Validate(plan, isLong, price, entryPrice, now) is [var problem, ..]
            ? new OrderRefusal(RefusalCodes.InvalidGuards, $"guards.{problem.Field}", problem.Reason)
            : null;

    private static PositionSide SideOf(PlaceOrder order, bool isHedged)
    {
        if (order.PositionSide is { } named)
            return named;
        if (!isHedged)
            return PositionSide.Net;
        return (order.Side == OrderSide.Buy) != order.ReduceOnly ? PositionSide.Long : PositionSide.Short;
    }

    /// <summary>Whoever holds the order to limits values it at the higher of its own price and the market's.</summary>
    private static OrderRefusal? CheckValue(OrderSpec spec, InstrumentInfo info, decimal? reference, decimal? market)
    {
        var price = Math.Max(reference ?? 0, market ?? 0);
        return OrderBounds.IsWorthTooMuch(spec.Quantity, price)
            ? Refusal(RefusalCodes.AboveMaximum, "quantity", $"{spec.Quantity} at {price} is worth more than {OrderBounds.MostValue} {info.QuoteAsset}, the most that an order may be worth.")
            : null;
    }

    private static OrderRefusal? CheckSize(OrderSpec spec, decimal asked, decimal step, InstrumentInfo info, decimal? reference)
    {
        var least = info.MinQuantity ?? step;
        var most = spec.Type == OrderType.Market ? info.MaxMarketQuantity ?? info.MaxQuantity : info.MaxQuantity;
        if (spec.Quantity <= 0 || spec.Quantity < least)
            return Refusal(RefusalCodes.BelowMinimum, "quantity", $"{asked} comes to {spec.Quantity} in steps of {step}; the smallest order of {info.Id} is {least}.");
        if (most is { } largest && spec.Quantity > largest)
            return Refusal(RefusalCodes.AboveMaximum, "quantity", $"{spec.Quantity} is more than the largest order of {info.Id}, {largest}.");
        if (!spec.ReduceOnly && reference is { } price && spec.Quantity * price < info.MinNotional)
        {
            return Refusal(
                RefusalCodes.BelowMinimum, "quantity", $"{spec.Quantity} at {price} is worth {spec.Quantity * price}; the smallest order of {info.Id} is worth {info.MinNotional} {info.QuoteAsset}.");
        }

        return null;
    }

    private static OrderRefusal? CheckBand(OrderSpec spec, InstrumentInfo info, decimal? mark)
    {
        if (spec.Price is not { } limit || mark is not { } price)
            return null;
        if (spec.Side == OrderSide.Buy && info.PriceBandUp is { } up && limit > price * up)
            return Refusal(RefusalCodes.PriceBand, "price", $"{limit} is above {price * up}, the most that a buyer of {info.Id} may name now.");
        if (spec.Side == OrderSide.Sell && info.PriceBandDown is { } down && limit < price * down)
            return Refusal(RefusalCodes.PriceBand, "price", $"{limit} is below {price * down}, the least that a seller of {info.Id} may name now.");
        return null;
    }

    private static decimal? Round(decimal? price, decimal tick, OrderSide side) =>
        price is { } asked ? (side == OrderSide.Buy ? Floor(asked, tick) : Ceiling(asked, tick)) : null;

    private static decimal? Nearest(decimal? price, decimal tick) =>
        price is { } asked ? (tick == 0 ? asked : Math.Round(asked / tick, MidpointRounding.AwayFromZero) * tick) : null;

    private static decimal Floor(decimal value, decimal step) => step == 0 ? value : Math.Floor(value / step) * step;

    private static decimal Ceiling(decimal value, decimal step) => step == 0 ? value : Math.Ceiling(value / step) * step;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static ShapedOrder Refuse(string code, string field, FormattableString reason) => new(null, Refusal(code, field, reason));

    private static OrderRefusal Refusal(string code, string field, FormattableString reason) => new(code, field, Text(reason));
}
