using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Domain.Tests.Accounts.Chaos;

/// <summary>
/// One seeded run of the order path: a venue, a wire, a store, activations of one account and a client, with everything going wrong that
/// can, and then calm until all has settled.
/// </summary>
internal sealed class ChaosWorld
{
    public const long TroubleEnd = 16_000;

    /// <summary>The most that all of one instrument may be worth.</summary>
    public const decimal SymbolLimit = 4_000;
    private const long End = 240_000;
    private static readonly RiskLimits Limits = new() { SymbolNotional = new RiskLimit(SymbolLimit, BreachAction.Reduce), OrdersPerMinute = new RiskLimit(200, BreachAction.Refuse) };
    private readonly List<ChaosActivation> _activations = [];
    private readonly InstrumentInfo[] _infos;
    private readonly ChaosPrices _prices;

    public ChaosWorld(int seed)
    {
        Random = new Random(seed);
        Rules = Patience with { ProtectionPercent = seed % 3 == 0 ? 10 : 0 };
        IsHedged = Random.Next(4) == 0;
        Faults = new ChaosFaults(Random, Tally);
        Venue = new ChaosVenue(Clock, Random, IsHedged) { OnReport = Tell, OnFill = Tell, OnCash = Tell };
        Wire = new ChaosWire(Clock, Venue, Faults, Tally, Random);
        _prices = new ChaosPrices(Venue);
        _infos = [.. ChaosVenue.Instruments.Select(id => new InstrumentInfo(id, id.Symbol[..3], "USDT", 0.1m, ChaosVenue.Step, 0, 0, true))];
        Client = new ChaosClient(this);
        Seed = seed;
    }

    private static readonly AccountRules Patience = new()
    {
        WaitWithin = 1_000, ReceiveWindow = ChaosVenue.ReceiveWindow, ConditionalReceiveWindow = ChaosVenue.ConditionalReceiveWindow,
        FillDelay = 2_000, AnswerWithin = 4_000,
    };

    /// <summary>Every third account gives positions without a stop one of its own.</summary>
    public AccountRules Rules { get; }

    public int Seed { get; }

    public ChaosClock Clock { get; } = new();

    public ChaosTally Tally { get; } = new();

    public ChaosStore Store { get; } = new();

    public Random Random { get; }

    public bool IsHedged { get; }

    public ChaosFaults Faults { get; }

    public ChaosVenue Venue { get; }

    public ChaosWire Wire { get; }

    public ChaosClient Client { get; }

    /// <summary>Runs it to its end and answers what is wrong then; null when nothing is.</summary>
    public string? Run()
    {
        OpenAccount();
        Begin();
        MoveMarket();
        for (var i = Random.Next(1, 7); i > 0; i--)
            Clock.After(Random.Next(1, (int)TroubleEnd * 3 / 4), Client.Ask);
        for (var i = Random.Next(3); i > 0; i--)
            Clock.After(Random.Next(2_000, (int)TroubleEnd), Client.Cancel);
        if (Random.Next(4) == 0)
            Clock.After(Random.Next(1, (int)TroubleEnd), TradeElsewhere);
        if (Random.Next(3) == 0)
            Clock.After(Random.Next(1, (int)TroubleEnd), () => Venue.Fund(new PositionKey(ChaosVenue.Instruments[0], Venue.SideOf(OrderSide.Buy)), Random.Next(-300, 300) / 100m));
        if (Random.Next(8) == 0)
            Clock.After(Random.Next(1, (int)TroubleEnd), Kill);
        Clock.RunUntil(TroubleEnd);
        Faults.IsCalm = true;
        for (var checks = ChaosChecks.Of(this); Clock.Now < End; checks = ChaosChecks.Of(this))
        {
            if (checks is null)
            {
                Count();
                return ChaosChecks.OfHistory(this);
            }

            Route()?.Decide(machine => machine.SwitchTo(TradingSwitch.On, "", "operator", Clock.Now));
            Route()?.Reconcile();
            Clock.RunUntil(Clock.Now + 10_000);
        }

        return ChaosChecks.Of(this);
    }

    /// <summary>Some activation that lives; null when none does at this moment.</summary>
    public ChaosActivation? Route()
    {
        _activations.RemoveAll(activation => activation.IsDead);
        return _activations.Count == 0 ? null : _activations[Random.Next(_activations.Count)];
    }

    public DecisionContext ContextOf(InstrumentId instrument, long time) =>
        new(time, _infos[instrument == ChaosVenue.Instruments[0] ? 0 : 1], _prices, RiskCheck.Check);

    /// <summary>Executions as the venue lists them: some venues do not name our id there.</summary>
    public List<Fill> FillsSince(InstrumentId instrument, long from)
    {
        Tally.Add(ChaosCount.FillsAskedFor);
        return [.. Venue.Fills.Where(fill => fill.Instrument == instrument && fill.Time >= from).Select(fill => fill with { OrderId = Seed % 2 == 0 ? null : fill.OrderId })];
    }

    public VenueSnapshot Snapshot(AskAccount ask, IReadOnlyCollection<OrderReport> orders)
    {
        var (balances, holdings) = ChaosChecks.VenueBooksOf(this);
        return new VenueSnapshot(ask.AskedAt, ask.Version, orders, holdings, balances, IsHedged);
    }

    private void OpenAccount()
    {
        var machine = new AccountMachine(Store.Replay(), Rules);
        var step = machine.Open(
            new AccountOpened(Clock.Now, "chaos", "sim", IsPaper: false, "USDT", IsHedged), new Dictionary<string, decimal> { ["USDT"] = ChaosChecks.Opening }, []);
        Store.TryAppend(0, step.Events);
        Store.TryAppend(Store.Events.Count, machine.SetLimits(Limits, "test", Clock.Now).Events);
        Store.TryAppend(Store.Events.Count, machine.SwitchTo(TradingSwitch.On, "", "test", Clock.Now).Events);
    }

    /// <summary>Something always brings the account back; now and then although it lives.</summary>
    private void Begin()
    {
        var lives = Route() is not null;
        if (!lives || Faults.Strikes(60, ChaosCount.SecondActivations))
        {
            var activation = new ChaosActivation(this, Random.Next(-400, 401));
            _activations.Add(activation);
            activation.Begin();
        }

        Clock.After(Random.Next(200, 1_500), Begin);
    }

    private void MoveMarket()
    {
        var which = Random.Next(2);
        Venue.Move(which, Math.Round(Venue.Prices[which] * (1 + (Random.Next(-10, 11) / 10_000m)), 1));
        if (Route() is { } activation)
            Guard(activation, ChaosVenue.Instruments[which]);
        Clock.After(Random.Next(300, 1_200), MoveMarket);
    }

    /// <summary>A symbol has seen a guard's trigger, and tells whatever activation it reaches.</summary>
    private void Guard(ChaosActivation activation, InstrumentId instrument)
    {
        foreach (var guard in activation.Machine.Book.Guards.Values.Where(guard => guard.Position.Instrument == instrument).ToList())
        {
            if (Random.Next(8) == 0)
            {
                var trigger = new GuardTrigger(guard.Position, guard.Id, GuardCause.StopLoss, 0, 1, 1, Venue.PriceOf(instrument), Clock.Now);
                activation.Decide(machine => machine.Trigger(trigger, ContextOf(instrument, Clock.Now)));
            }
        }
    }

    /// <summary>Somebody trades in the same account without us.</summary>
    private void TradeElsewhere()
    {
        Tally.Add(ChaosCount.External);
        var side = Random.Next(2) == 0 ? OrderSide.Buy : OrderSide.Sell;
        var instrument = ChaosVenue.Instruments[Random.Next(2)];
        var isLimit = Random.Next(2) == 0;
        var spec = new OrderSpec(
            instrument, side, Venue.SideOf(side), isLimit ? OrderType.Limit : OrderType.Market, Random.Next(1, 10) * ChaosVenue.Step,
            isLimit ? Venue.PriceOf(instrument) : null, null, null, TimeInForce.GoodTillCancel, false);
        Venue.Place($"web_{Random.Next(1000)}", spec, Clock.Now);
    }

    private void Kill()
    {
        Route()?.Decide(machine => machine.SwitchTo(TradingSwitch.Killed, "drill", "operator", Clock.Now));
        Clock.After(Random.Next(500, 4_000), () => Route()?.Decide(machine => machine.SwitchTo(TradingSwitch.On, "", "operator", Clock.Now)));
    }

    private void Tell(OrderReport report) => Spread(activation => activation.Report(report));

    private void Tell(Fill fill) => Spread(activation => activation.Fill(fill));

    private void Tell(CashMoved move) => Spread(activation => activation.Cash(move));

    /// <summary>Each activation has a stream of its own, and each stream loses, doubles and swaps news of its own.</summary>
    private void Spread(Action<ChaosActivation> news)
    {
        foreach (var activation in _activations)
        {
            if (activation.IsDead || Faults.Strikes(80, ChaosCount.NewsLost))
                continue;
            Clock.After(Faults.Strikes(50, ChaosCount.NewsReordered) ? Random.Next(5, 4_000) : Random.Next(1, 5), () => news(activation));
            if (Faults.Strikes(40, ChaosCount.NewsDoubled))
                Clock.After(Random.Next(1, 4_000), () => news(activation));
        }
    }

    private void Count()
    {
        for (var i = 0; i < Venue.Fills.Count; i++)
            Tally.Add(ChaosCount.Fills);
        foreach (var happened in Store.Events)
        {
            Tally.Add(ChaosCount.Events);
            if (happened is GuardFired)
                Tally.Add(ChaosCount.GuardsFired);
            if (happened is OrderReported { State: OrderState.Unknown })
                Tally.Add(ChaosCount.UnknownResolved);
            if (happened is OrderReported { State: OrderState.Rejected, Reason: "it never reached the venue" })
                Tally.Add(ChaosCount.NeverArrived);
        }
    }
}
