using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Domain.Tests.Accounts;

/// <summary>Events as they may come, in an order in which they make sense or not: the book takes whatever is stored.</summary>
internal sealed class MadeEvents : IAccountPrices
{
    private readonly Random _random;
    private readonly List<string> _orders = [];
    private readonly bool _isHedged;
    private int _count;

    public MadeEvents(int seed)
    {
        _random = new Random(seed);
        _isHedged = _random.Next(2) == 0;
        Apply(new AccountOpened(1, "test", "sim", true, "USDT", _isHedged));
        Apply(new CashMoved(1, "opening", CashReason.Opening, "USDT", 10_000, null));
    }

    public AccountBook Book { get; } = new();

    public List<AccountEvent> All { get; } = [];

    public decimal? PriceOf(InstrumentId instrument) => 95 + instrument.Symbol[0];

    public decimal? FreshPriceOf(InstrumentId instrument) => PriceOf(instrument);

    public string BucketOf(InstrumentId instrument) => instrument.Symbol;

    public void Next()
    {
        _count++;
        switch (_random.Next(16))
        {
            case < 3:
                var id = $"o{_count}";
                _orders.Add(id);
                Apply(new OrderIntended(_count, new Order(id, Spec(), OrderPurpose.Manual, id, _count), 100, _random.Next(2) == 0 ? null : new GuardPlan(90, [], null, null, null, null)));
                break;
            case 3 when _orders.Count > 0:
                Apply(new OrderSent(_count, Any()));
                break;
            case < 7 when _orders.Count > 0:
                var reported = Book.FindOrder(Any())!;
                Apply(new OrderReported(
                    _count, reported.Id, $"v{reported.Id}", (OrderState)_random.Next(9), Math.Min(reported.Spec.Quantity, Quantity()), null, null));
                break;
            case 7:
                Apply(new OrderReported(_count, $"x{_count}", null, OrderState.Accepted, 0, null, new Order($"x{_count}", Spec(), OrderPurpose.External, "x", _count)));
                _orders.Add($"x{_count}");
                break;
            case < 10:
                var order = _orders.Count > 0 && _random.Next(4) > 0 ? Book.FindOrder(Any()) : null;
                var spec = order?.Spec ?? Spec();
                Apply(new FillBooked(_count, new Fill(
                    spec.Instrument, $"t{_count}", order?.Id, order is null ? $"vo{_random.Next(30)}" : null, spec.Side, spec.PositionSide, 100 + _random.Next(-500, 500) / 100m,
                    Quantity(), 0.01m, "USDT", false, _count)));
                break;
            case 10:
                var key = new PositionKey(Instrument(), Side());
                var quantity = key.Side == PositionSide.Short ? -Quantity() : _random.Next(3) == 0 ? 0 : Quantity();
                Apply(new PositionAdjusted(_count, key, quantity, quantity * 99.5m));
                break;
            case 11:
                var guarded = new PositionKey(Instrument(), Side());
                var plan = new GuardPlan(90, [new GuardTarget(120, 1)], null, null, null, null);
                Apply(new GuardSet(
                    _count, guarded, _random.Next(4) == 0 ? null : new PositionGuard($"g{_count % 9}", guarded, true, 100, 1, plan, GuardProgress.None), $"by{_count % 3}"));
                break;
            case 12:
                Apply(new GuardFired(_count, new GuardTrigger(
                    new PositionKey(Instrument(), Side()), $"g{_random.Next(9)}", (GuardCause)_random.Next(4), 0, _random.Next(2) == 0 ? 1 : 0.5m, 90, 89, _count)));
                break;
            case 13:
                Apply(new CashMoved(_count, $"f{_count}", (CashReason)_random.Next(5), "USDT", _random.Next(-50, 50), new PositionKey(Instrument(), Side())));
                break;
            case 14:
                Apply(new EquityMarked(_count * 40_000_000L, 9_000 + _random.Next(2_000)));
                Apply(new TradingSwitched(_count, (TradingSwitch)_random.Next(4), "test", "test"));
                Apply(new ProtectionSet(_count, _random.Next(50), "test"));
                Apply(new LimitsSet(_count, new RiskLimits { OrderNotional = new RiskLimit(_random.Next(1, 9), BreachAction.Refuse) }, "test"));
                break;
            case 15 when _orders.Count > 0:
                Apply(new OrderTrailed(_count, Any(), _count));
                break;
            default:
                Apply(new LeverageSet(_count, Instrument(), _random.Next(1, 20), MarginMode.Cross, "test"));
                break;
        }
    }

    private void Apply(AccountEvent happened)
    {
        All.Add(happened);
        Book.Apply(happened);
    }

    private string Any() => _orders[_random.Next(_orders.Count)];

    private decimal Quantity() => _random.Next(1, 500) / 1000m;

    private InstrumentId Instrument() => new("sim", $"{"ABC"[_random.Next(3)]}USDT");

    private PositionSide Side() => !_isHedged ? PositionSide.Net : _random.Next(2) == 0 ? PositionSide.Long : PositionSide.Short;

    private OrderSpec Spec()
    {
        var type = (OrderType)_random.Next(3);
        return new OrderSpec(
            Instrument(), (OrderSide)_random.Next(2), Side(), type, Quantity(), type == OrderType.Limit ? 90 + _random.Next(20) : null,
            type == OrderType.StopMarket ? 110 : null, null, TimeInForce.GoodTillCancel, _random.Next(5) == 0);
    }
}
