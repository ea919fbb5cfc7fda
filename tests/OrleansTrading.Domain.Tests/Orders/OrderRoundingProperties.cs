using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Tests.Orders;

public sealed class OrderRoundingProperties
{
    private static readonly InstrumentId Id = new("sim", "BTCUSDT");

    private static readonly Gen<InstrumentInfo> Rules =
        from tick in Gen.Elements(0.1m, 0.01m, 0.05m, 0.00001m, 5m, 0.0000001m, 0m)
        from step in Gen.Elements(0.001m, 1m, 0.1m, 10m, 0.025m)
        from market in Gen.Elements<decimal?>(null, 0.5m, 2m)
        from least in Gen.Elements<decimal?>(null, 0.01m, 3m)
        from most in Gen.Elements<decimal?>(null, 500m)
        from notional in Gen.Elements(0m, 5m, 100m)
        from band in Gen.Elements<decimal?>(null, 1.05m)
        select new InstrumentInfo(Id, "BTC", "USDT", tick, step, notional, 0, true)
        {
            MarketStepSize = market, MinQuantity = least, MaxQuantity = most, MaxMarketQuantity = most / 2, PriceBandUp = band, PriceBandDown = band is null ? null : 0.95m,
        };

    private static readonly Gen<OrderSpec> Intents =
        from side in Gen.Elements(OrderSide.Buy, OrderSide.Sell)
        from type in Gen.Elements(Enum.GetValues<OrderType>())
        from quantity in Gen.Choose(1, 2_000_000).Select(n => n / 1237m)
        from price in Gen.Choose(1, 2_000_000).Select(n => n / 977m)
        from stop in Gen.Choose(1, 2_000_000).Select(n => n / 991m)
        from reduces in Gen.Elements(true, false)
        let isLimit = type is OrderType.Limit or OrderType.StopLimit or OrderType.TakeProfitLimit
        let isTriggered = type is not (OrderType.Market or OrderType.Limit)
        select new OrderSpec(
            Id, side, PositionSide.Net, type, quantity, isLimit ? price : null, isTriggered ? stop : null, type == OrderType.TrailingStop ? 1.5m : null,
            TimeInForce.GoodTillCancel, reduces);

    [Fact]
    public void Rounding_AnyIntentAndRules_NeverGoesBeyondTheIntentAndKeepsEveryRule() =>
        Prop.ForAll(Intents.ToArbitrary(), Rules.ToArbitrary(), Gen.Choose(1, 3_000).Select(n => (decimal)n).ToArbitrary(), (intent, rules, mark) =>
        {
            var (spec, refusal) = OrderRounding.Round(intent, rules, mark);
            if (spec is null)
                return (refusal is { Reason.Length: > 10, Field.Length: > 0 } && !IsFine(intent, rules, mark)).Label($"refused: {refusal}");
            return (refusal is null).Label("both")
                .And((spec.Quantity <= intent.Quantity && spec.Quantity > intent.Quantity - Step(rules, intent)).Label($"quantity {spec.Quantity}"))
                .And((spec.Quantity % Step(rules, intent) == 0).Label("off the step"))
                .And((rules.TickSize == 0 || (spec.Price ?? 0) % rules.TickSize == 0 && (spec.StopPrice ?? 0) % rules.TickSize == 0).Label("off the tick"))
                .And((spec.Side == OrderSide.Buy ? spec.Price is not > 0 || spec.Price <= intent.Price : spec.Price is not > 0 || spec.Price >= intent.Price).Label("price beyond the intent"))
                .And((Math.Abs((spec.Price - intent.Price) ?? 0) < Math.Max(rules.TickSize, 0.0000001m)).Label("price too far"))
                .And(IsSooner(intent, spec).Label("stop later than asked for"))
                .And(IsFine(spec, rules, mark).Label("breaks a rule"));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void QuantityOf_AnyNotional_IsTheMostThatItBuys() =>
        Prop.ForAll(Rules.ToArbitrary(), Gen.Choose(1, 2_000_000).Select(n => n / 1237m).ToArbitrary(), Gen.Choose(1, 2_000_000).Select(n => n / 977m).ToArbitrary(), (rules, notional, price) =>
        {
            var quantity = OrderRounding.QuantityOf(notional, price, rules, OrderType.Limit);
            return quantity * price <= notional && (quantity + rules.StepSize) * price > notional && quantity % rules.StepSize == 0;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    [Theory]
    [InlineData(OrderType.Limit, null, null, null, "price")]
    [InlineData(OrderType.Market, 100.0, null, null, "price")]
    [InlineData(OrderType.StopMarket, null, null, null, "stopPrice")]
    [InlineData(OrderType.Limit, 100.0, 99.0, null, "stopPrice")]
    [InlineData(OrderType.TrailingStop, null, null, null, "trailingPercent")]
    [InlineData(OrderType.TrailingStop, null, null, 60.0, "trailingPercent")]
    [InlineData(OrderType.Market, null, null, 1.0, "trailingPercent")]
    [InlineData(OrderType.Limit, -1.0, null, null, "price")]
    public void Rounding_MisshapenOrder_IsRefusedWithTheField(OrderType type, double? price, double? stop, double? trailing, string field)
    {
        var spec = new OrderSpec(Id, OrderSide.Buy, PositionSide.Net, type, 1, (decimal?)price, (decimal?)stop, (decimal?)trailing, TimeInForce.GoodTillCancel, false);
        var refusal = OrderRounding.Round(spec, new InstrumentInfo(Id, "BTC", "USDT", 0.1m, 0.001m, 5, 0, true), 100).Refusal.ShouldNotBeNull();
        (refusal.Code, refusal.Field).ShouldBe((RefusalCodes.InvalidOrder, field));
    }

    [Fact]
    public void Rounding_InstrumentThatDoesNotTrade_IsRefused() =>
        OrderRounding.Round(
            new OrderSpec(Id, OrderSide.Buy, PositionSide.Net, OrderType.Market, 1, null, null, null, TimeInForce.GoodTillCancel, false),
            new InstrumentInfo(Id, "BTC", "USDT", 0.1m, 0.001m, 5, 0, false), 100).Refusal!.Code.ShouldBe(RefusalCodes.NotTrading);

    private static decimal Step(InstrumentInfo rules, OrderSpec spec) => spec.Price is null ? rules.MarketStepSize ?? rules.StepSize : rules.StepSize;

    private static bool IsSooner(OrderSpec intent, OrderSpec spec)
    {
        if (intent.StopPrice is not { } asked)
            return spec.StopPrice is null;
        var isStop = spec.Type is OrderType.StopMarket or OrderType.StopLimit;
        var rises = (spec.Side == OrderSide.Buy) == isStop;
        return rises ? spec.StopPrice <= asked : spec.StopPrice >= asked;
    }

    /// <summary>The venue's rules, written down once more; of an intent, once its quantity is cut to the step.</summary>
    private static bool IsFine(OrderSpec spec, InstrumentInfo rules, decimal mark)
    {
        var quantity = Math.Floor(spec.Quantity / Step(rules, spec)) * Step(rules, spec);
        var most = spec.Price is null ? rules.MaxMarketQuantity : rules.MaxQuantity;
        var band = spec.Type != OrderType.Limit || spec.Price is not { } price || rules.PriceBandUp is null
            || (spec.Side == OrderSide.Buy ? RoundTo(price, rules, up: false) <= mark * rules.PriceBandUp : RoundTo(price, rules, up: true) >= mark * rules.PriceBandDown);
        var (limit, stop) = (spec.Price is { } p ? RoundTo(p, rules, spec.Side == OrderSide.Sell) : (decimal?)null, spec.StopPrice);
        var rises = (spec.Side == OrderSide.Buy) == (spec.Type is OrderType.StopMarket or OrderType.StopLimit);
        var trigger = stop is { } s ? RoundTo(s, rules, up: !rises) : (decimal?)null;
        return quantity > 0 && quantity >= (rules.MinQuantity ?? 0) && !(quantity > most) && band && limit is not <= 0 && trigger is not <= 0
            && (spec.ReduceOnly || quantity * (limit ?? trigger ?? mark) >= rules.MinNotional);
    }

    private static decimal RoundTo(decimal price, InstrumentInfo rules, bool up) =>
        rules.TickSize == 0 ? price : (up ? Math.Ceiling(price / rules.TickSize) : Math.Floor(price / rules.TickSize)) * rules.TickSize;
}
