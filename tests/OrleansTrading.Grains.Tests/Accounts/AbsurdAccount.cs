using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;
using OrleansTrading.Exchanges.Trading;
using OrleansTrading.Grains.Accounts;
using OrleansTrading.Grains.Accounts.Protection;

namespace OrleansTrading.Grains.Tests.Accounts;

/// <summary>An account made from a seed, on paper or at a venue, one-way or hedged, with positions, to which is done what its grain does with absurd input.</summary>
internal sealed class AbsurdAccount : IAccountPrices
{
    private static readonly InstrumentInfo[] Infos =
    [
        new(new InstrumentId("fake", "BTCUSDT"), "BTC", "USDT", 0.1m, 0.001m, 5, 0, IsTrading: true) { MaxMarketQuantity = 50 },
        new(new InstrumentId("fake", "PEPEUSDT"), "PEPE", "USDT", 0.0000000001m, 1, 5, 0, IsTrading: true),
        new(new InstrumentId("fake", "ETHUSDT"), "ETH", "USDT", 0.01m, 0.00000001m, 0, 0, IsTrading: true) { PriceBandUp = 1.1m, PriceBandDown = 0.9m, MaxQuantity = 1e14m },
    ];

    private readonly Random _random;
    private readonly AccountRules _rules;
    private readonly List<AccountEvent> _events = [];
    private readonly decimal?[] _prices = [65_000.5m, 0.0000123m, 100];
    private AccountMachine _machine;
    private long _time = 1_000_000;
    private int _keys;

    public AbsurdAccount(Random random)
    {
        _random = random;
        var (isPaper, isHedged) = (random.Next(2) == 0, random.Next(2) == 0);
        _rules = AccountRules.Default with { TakerFee = 0.0005m, DefaultLeverage = random.Next(2) == 0 ? 5 : 125, ProtectionPercent = random.Next(2) * 5 };
        _machine = new AccountMachine(new AccountBook(), _rules);
        VenueHolding[] holdings = isHedged
            ? [Held(0, PositionSide.Long, 1, 60_000), Held(0, PositionSide.Short, -2, 61_000), Held(2, PositionSide.Long, 0.00000001m, 99)]
            : [Held(0, PositionSide.Net, -1.5m, 60_000), Held(1, PositionSide.Net, 1_000_000, 0.00001m)];
        Keep(_machine.Open(
            new AccountOpened(_time, "absurd", "fake", isPaper, "USDT", isHedged), new Dictionary<string, decimal> { ["USDT"] = random.Next(2) == 0 ? 10_000 : 1_000_000_000 }, holdings));
        var limits = random.Next(3) switch
        {
            0 => new RiskLimits { OrderNotional = new(1_000, BreachAction.Reduce), Leverage = new(5, BreachAction.Reduce) },
            1 => new RiskLimits { OrderNotional = new(1_000_000_000_000, BreachAction.Refuse) },
            _ => new RiskLimits { GrossExposure = new(12_500, BreachAction.Reduce), Concentration = new(100, BreachAction.Refuse) },
        };
        Keep(_machine.SetLimits(limits, "test", _time));
        Keep(_machine.SwitchTo(TradingSwitch.On, "", "test", _time));
    }

    public int Placed { get; private set; }

    public int Refused { get; private set; }

    public int Guarded { get; private set; }

    private AccountBook Book => _machine.Book;

    public decimal? PriceOf(InstrumentId instrument) => _prices[Array.FindIndex(Infos, info => info.Id == instrument)];

    public decimal? FreshPriceOf(InstrumentId instrument) => PriceOf(instrument);

    public string BucketOf(InstrumentId instrument) => "";

    /// <summary>Something is asked of it, and all that is shown and done by itself follows.</summary>
    public void Act()
    {
        _time += _random.Next(20_000);
        var info = Infos[_random.Next(Infos.Length)];
        switch (_random.Next(10))
        {
            case < 5:
                Place(info);
                break;
            case 5:
                Close();
                break;
            case 6:
                SetGuards();
                break;
            case 7:
                ChangeLimits();
                break;
            case 8:
                Move();
                break;
            default:
                Restart();
                break;
        }

        Keep(_machine.Tick(_time, ContextOf));
        Look();
    }

    private static VenueHolding Held(int info, PositionSide side, decimal quantity, decimal price) => new(new PositionKey(Infos[info].Id, side), quantity, price, null, null);

    private DecisionContext ContextOf(InstrumentId instrument) => new(_time, Infos.Single(info => info.Id == instrument), this, RiskCheck.Check);

    private void Place(InstrumentInfo info)
    {
        var order = AbsurdInput.Order(_random, info.Id, $"k{_keys++}");
        var shaped = OrderShaping.Shape(order, info, Book.IsHedged, TradingCapabilities.Everything, PriceOf(info.Id), _time, OrderShaping.Fingerprint(order));
        if (shaped.Refusal is { } refusal)
        {
            Refuse(refusal);
            Keep(_machine.Refuse(order.IntentKey, order.Purpose, OrderShaping.Asked(order, Book.IsHedged), refusal, "test", _time));
            return;
        }

        _ = _machine.Preview(shaped.Intent!, ContextOf(info.Id));
        var step = Keep(_machine.Place(shaped.Intent!, ContextOf(info.Id)));
        if (step.Refusal is { } refused)
            Refuse(refused);
        if (step.Order is { } placed)
            Trade(placed);
    }

    /// <summary>The venue takes the order, and trades nothing, a part or all of it at its price.</summary>
    private void Trade(Order order)
    {
        Placed++;
        var spec = order.Spec;
        Keep(_machine.Report(new OrderReport(order.Id, $"v{order.Id}", OrderState.Accepted, 0, null, _time, null, spec), _time));
        var part = _random.Next(3) switch { 0 => 0, 1 => Math.Floor(spec.Quantity / 2 * 1e8m) / 1e8m, _ => spec.Quantity };
        if (part == 0 || (spec.Price ?? spec.StopPrice ?? PriceOf(spec.Instrument)) is not { } price)
            return;
        Keep(_machine.Fill(new Fill(spec.Instrument, $"t{order.Id}", order.Id, $"v{order.Id}", spec.Side, spec.PositionSide, price, part, Math.Round(price * part * 0.0005m, 8), "USDT", false, _time), _time));
    }

    private void Close()
    {
        var (position, share) = (AnyPosition(), AbsurdInput.Number(_random));
        _ = OrderShaping.FingerprintOfClose(position.Key, share);
        if (share is <= 0 or > 1)
            return;
        if (Keep(_machine.Close($"k{_keys++}", position.Key, share, OrderPurpose.Manual, ContextOf(position.Key.Instrument))).Order is { } order)
            Trade(order);
    }

    private void SetGuards()
    {
        var (held, plan) = (AnyPosition(), AbsurdInput.Plan(_random));
        if (held.IsFlat)
            return;
        var entry = held.EntryPrice * (1 + (Math.Sign(held.Quantity) * 2 * 0.0005m));
        if (OrderShaping.CheckGuards(plan, held.Quantity > 0, PriceOf(held.Key.Instrument), entry, _time) is { } refusal)
            Refuse(refusal);
        else if (Keep(_machine.SetGuards(held.Key, plan, "test", _time, PriceOf(held.Key.Instrument))).Refusal is null)
            Guarded++;
    }

    private void ChangeLimits()
    {
        foreach (var (rule, limit) in AbsurdInput.Limits(_random).Changes)
        {
            if (RiskLimitRules.Validate(rule, limit) is null)
                Keep(_machine.SetLimits(Book.Limits.With(rule, limit), "test", _time));
        }
    }

    /// <summary>A market moves by up to a half, or is not known for a while.</summary>
    private void Move()
    {
        var at = _random.Next(_prices.Length);
        _prices[at] = _random.Next(6) == 0 ? null : (_prices[at] ?? 100) * (0.5m + ((decimal)_random.NextDouble() * 1.2m));
    }

    private void Restart()
    {
        var book = new AccountBook();
        foreach (var happened in _events)
            book.Apply(happened);
        _machine = new AccountMachine(book, _rules);
        Keep(_machine.Recover(_time));
        Keep(_machine.SwitchTo(TradingSwitch.On, "", "test", _time));
    }

    /// <summary>What is shown of it, and what its symbols and the stops at its venue make of its guards.</summary>
    private void Look()
    {
        _ = AccountValuation.Equity(Book, this) - AccountValuation.MarginUsed(Book, this, _rules) - AccountValuation.Reserved(Book, this, _rules);
        foreach (var use in _machine.LimitUse(this, _time))
            _ = use.Now / use.Limit?.Value;
        foreach (var (key, guard) in Book.Guards)
        {
            if (guard.Plan.ExpiresAt is { } expires)
                _ = DateTimeOffset.FromUnixTimeMilliseconds(expires).ToOffset(TimeSpan.FromHours(14));
            _ = new GuardTrack(guard, _time).OnPrice((double)(PriceOf(key.Instrument) ?? 1), GuardPriceKind.Trade, _time);
            var view = new ProtectionView(
                Book.PositionOf(key), guard, false, true, [], Infos.Single(info => info.Id == key.Instrument), null, true, null, 0, _time, Price: PriceOf(key.Instrument));
            _ = ProtectionPlan.Decide(view, ProtectionRules.Default);
        }
    }

    private Position AnyPosition() => Book.Positions.Values.ElementAt(_random.Next(Book.Positions.Count));

    private void Refuse(OrderRefusal refusal)
    {
        Refused++;
        refusal.Code.ShouldNotBeEmpty();
        refusal.Reason.Length.ShouldBeGreaterThan(10);
    }

    private AccountStep Keep(AccountStep step)
    {
        _events.AddRange(step.Events);
        return step;
    }
}
