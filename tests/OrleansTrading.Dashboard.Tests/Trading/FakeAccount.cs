using System.Collections.Immutable;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Portfolio;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Dashboard.Tests.Trading;

/// <summary>One made-up account. Its lists are newest first and replaced whole.</summary>
internal sealed class FakeAccount(string id)
{
    public static readonly InstrumentId Bitcoin = new("binance", "BTCUSDT");

    private readonly Lock _gate = new();
    private long _version;

    public AccountView View { get; set; } = new(
        id, "paper", true, false, "USDT", TradingSwitch.On, "", 10_000, 0, 10_000, 0, 0, 10_000, 0, 0, 0, 0, 0, 0, Now, true) { ProtectionPercent = 10 };

    public ImmutableArray<PositionView> Positions { get; set; } = [];

    public ImmutableArray<Order> Orders { get; private set; } = [];

    public ImmutableArray<NumberedEvent> Events { get; private set; } = [];

    public ImmutableArray<CapitalPoint> Capital { get; set; } = [];

    public RiskLimits Limits { get; set; } = new() { OrderNotional = new RiskLimit(5_000, BreachAction.Refuse), Leverage = new RiskLimit(3, BreachAction.Halt) };

    public CapitalPoint Point => new(id, Now, View.Asset, View.Cash, View.Unrealised, View.MarginUsed, View.Reserved, 0, 0, View.Realised, View.Fees, View.Funding, View.IsPaper);

    public ImmutableArray<RiskUse> Uses => [.. Enum.GetValues<RiskRule>().Select(rule => new RiskUse(rule, Limits.Of(rule), UseOf(rule), null, Limits.Of(rule) is { } limit && UseOf(rule) > limit.Value))];

    /// <summary>What is used of each limit.</summary>
    public Func<RiskRule, decimal?> UseOf { get; set; } = rule => rule is RiskRule.OrderNotional or RiskRule.PriceDeviation ? null : ((int)rule + 1) * 0.25m;

    public static long Now => DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()).ToUnixTimeMilliseconds();

    /// <summary>A preview of an order that every limit leaves room for, at a market of 60,000.</summary>
    public static OrderPreview Allow(PlaceOrder order)
    {
        var price = order.Price ?? 60_000;
        var quantity = order.Quantity ?? Math.Round((order.Notional ?? 0) / price, 3);
        var spec = new OrderSpec(order.Instrument, order.Side, PositionSide.Net, order.Type, quantity, order.Price, order.StopPrice, order.TrailingPercent, order.TimeInForce, order.ReduceOnly);
        var info = new InstrumentInfo(order.Instrument, "BTC", "USDT", 0.1m, 0.001m, 5, 0, true);
        return new OrderPreview(
            spec, price, quantity * price, quantity * price * 0.0005m, null, null, false,
            [new RiskUse(RiskRule.OrderNotional, new RiskLimit(5_000, BreachAction.Refuse), null, quantity * price, false), new RiskUse(RiskRule.Leverage, new RiskLimit(3, BreachAction.Halt), 0.2m, 0.26m, false)],
            info, 60_000, TimeSpan.FromMilliseconds(300), true);
    }

    public void Happen(AccountEvent happened)
    {
        lock (_gate)
        {
            Events = [new NumberedEvent(++_version, happened), .. Events];
            View = View with { Version = _version, OpenOrders = Orders.Count(order => !order.IsFinal), OpenPositions = Positions.Length };
        }
    }

    public Order Order(string id, OrderState state, decimal filled = 0, string? reason = null, decimal? price = null, OrderType type = OrderType.Limit)
    {
        var spec = new OrderSpec(Bitcoin, OrderSide.Buy, PositionSide.Net, type, 0.02m, price, null, null, TimeInForce.GoodTillCancel, false);
        var order = new Order(id, spec, OrderPurpose.Manual, id, Now) { State = state, Filled = filled, FilledValue = filled * 60_000, Reason = reason, UpdatedAt = Now, SentAt = Now };
        Orders = [order, .. Orders];
        Happen(new OrderIntended(Now, order, 60_000, null));
        return order;
    }

    public void Hold(string instrument, decimal quantity, decimal entry, decimal mark, GuardPlan? plan = null, double age = 0.4)
    {
        var key = new PositionKey(InstrumentId.Parse(instrument), PositionSide.Net);
        var position = new Position(key, quantity, quantity * entry) { OpenedAt = Now, UpdatedAt = Now };
        var guard = plan is null ? null : new PositionGuard("g" + key, key, quantity > 0, entry, Math.Abs(quantity), plan, GuardProgress.None);
        Positions = [.. Positions.Where(held => held.Position.Key != key), new PositionView(position, mark, position.UnrealisedAt(mark), Math.Abs(quantity) * mark, 2, MarginMode.Cross, Math.Abs(quantity) * mark / 2, guard, plan is not null, plan is not null)
        {
            TickSize = mark > 1000 ? 0.1m : 0.01m, DataAge = TimeSpan.FromSeconds(age),
        }];
    }

    public PlaceResult Place(PlaceOrder order)
    {
        if (Orders.FirstOrDefault(made => made.IntentKey == order.IntentKey) is { } made)
            return new PlaceResult(made, null, true);
        var spec = Allow(order).Spec!;
        var placed = new Order($"ot{Orders.Length:00000}", spec, order.Purpose, order.IntentKey, Now) { State = OrderState.Filled, Filled = spec.Quantity, FilledValue = spec.Quantity * 60_000, UpdatedAt = Now };
        Orders = [placed, .. Orders];
        Hold(order.Instrument.ToString(), spec.SignedBy(spec.Quantity), 60_000, 60_000, order.Guards);
        Happen(new OrderIntended(Now, placed, 60_000, order.Guards));
        return new PlaceResult(placed, null, false);
    }

    public PlaceResult Change(string orderId, Func<Order, Order> change)
    {
        Orders = [.. Orders.Select(order => order.Id == orderId ? change(order) : order)];
        Happen(new CancelIntended(Now, orderId, "test"));
        return new PlaceResult(Orders.Single(order => order.Id == orderId), null, false);
    }

    public PlaceResult Close(string intentKey, PositionKey key, decimal share)
    {
        var held = Positions.Single(position => position.Position.Key == key);
        var spec = new OrderSpec(key.Instrument, OrderSide.Sell, key.Side, OrderType.Market, held.Position.Quantity * share, null, null, null, TimeInForce.GoodTillCancel, true);
        var order = new Order($"ot{Orders.Length:00000}", spec, OrderPurpose.Manual, intentKey, Now) { State = OrderState.Filled, Filled = spec.Quantity, FilledValue = spec.Quantity * 60_000, UpdatedAt = Now };
        Orders = [order, .. Orders];
        Positions = share == 1 ? Positions.Remove(held) : Positions;
        Happen(new OrderIntended(Now, order, 60_000, null));
        return new PlaceResult(order, null, false);
    }

    public void Guard(PositionKey key, GuardPlan plan)
    {
        Positions = [.. Positions.Select(held => held.Position.Key == key
            ? held with { Guard = plan.IsEmpty ? null : new PositionGuard("g", key, true, 1, 1, plan, GuardProgress.None), IsProtected = !plan.IsEmpty, IsGuardLive = !plan.IsEmpty }
            : held)];
        Happen(new GuardSet(Now, key, null, "test"));
    }

    public void Switch(TradingSwitch to, string reason, string by)
    {
        View = View with { Switch = to, SwitchReason = reason };
        Happen(new TradingSwitched(Now, to, reason, by));
    }

    public RiskLimits SetLimits(LimitsChange change)
    {
        foreach (var (rule, limit) in change.Changes)
            Limits = Limits.With(rule, limit);
        Happen(new LimitsSet(Now, Limits, change.By));
        return Limits;
    }
}

/// <summary>Small words for made-up orders.</summary>
internal static class FakeSpecs
{
    public static decimal SignedBy(this OrderSpec spec, decimal quantity) => spec.Side == OrderSide.Buy ? quantity : -quantity;
}
