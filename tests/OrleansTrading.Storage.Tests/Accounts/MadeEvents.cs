using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Storage.Tests.Accounts;

/// <summary>Events to store.</summary>
internal static class MadeEvents
{
    public static InstrumentId Instrument { get; } = new("binance", "BTCUSDT");

    public static AccountEvent Sent(long time) => new OrderSent(time, $"order{time}");

    public static AccountEvent[] Sent(long from, int count) => [.. Enumerable.Range(0, count).Select(i => Sent(from + i))];

    /// <summary>One event of every kind, every member set.</summary>
    public static AccountEvent[] OfEveryKind()
    {
        var spec = new OrderSpec(Instrument, OrderSide.Sell, PositionSide.Short, OrderType.StopLimit, 0.00100m, 64_000.10m, 64_001.1m, 0.5m, TimeInForce.PostOnly, true);
        var order = new Order("abc123", spec, OrderPurpose.Guard, "guard/1", 5)
        {
            State = OrderState.PartiallyFilled, VenueId = "99", Filled = 0.0005m, FilledValue = 32.0000000000000000000000005m, ReportedFilled = 0.0006m, UpdatedAt = 7, Reason = "why", SentAt = 6, Request = "print", TrailBest = 64_100m,
        };
        var key = new PositionKey(Instrument, PositionSide.Short);
        var plan = new GuardPlan(1.5m, [new GuardTarget(2m, 0.25m), new GuardTarget(3m, 0.75m)], 0.7m, 1.9m, 1.8m, 123);
        var guard = new PositionGuard("g1", key, true, 1.7m, 3m, plan, new GuardProgress(1.75m, 1, true, false));
        return
        [
            new AccountOpened(1, "paper", "paper", true, "USDT", true),
            new OrderIntended(2, order, 64_000m, plan, "me"),
            new OrderRefused(3, "key", OrderPurpose.Signal, spec, "risk-limit", "too much", "quantity", "me"),
            new OrderSent(4, "abc123"),
            new OrderReported(5, "abc123", "99", OrderState.Accepted, 0.1m, "reason", order),
            new CancelIntended(6, "abc123", "me"),
            new FillBooked(7, new Fill(Instrument, "t1", "abc123", "99", OrderSide.Buy, PositionSide.Net, 64_000.1m, 0.001m, -0.0123456789m, "USDT", true, 7)),
            new CashMoved(8, "id", CashReason.Funding, "USDT", -79228162514264337593543950335m, key),
            new GuardSet(9, key, guard, "me"),
            new GuardMoved(10, key, "g1", new GuardProgress(null, 2, false, true)),
            new GuardFired(11, new GuardTrigger(key, "g1", GuardCause.TakeProfit, 1, 0.5m, 2m, 2.01m, 10)),
            new LimitsSet(12, new RiskLimits { OrderNotional = new RiskLimit(100m, BreachAction.Reduce), DailyLoss = new RiskLimit(5m, BreachAction.Halt) }, "me"),
            new TradingSwitched(13, TradingSwitch.Killed, "because", "me"),
            new LeverageSet(14, Instrument, 20, MarginMode.Isolated, "me"),
            new PositionModeSet(15, true, "me"),
            new DifferenceFound(16, "order/1", "a", "b", "c"),
            new PositionAdjusted(17, key, -0.5m, 12.25m),
            new EquityMarked(18, 10_000.01m),
            new OrderTrailed(19, "abc123", 63_999.9m),
            new ProtectionSet(20, 7.5m, "me"),
            new PositionUnprotected(21, key, "because"),
        ];
    }
}
