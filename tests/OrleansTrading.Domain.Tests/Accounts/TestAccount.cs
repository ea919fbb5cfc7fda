using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Domain.Tests.Accounts;

/// <summary>An account of a live venue with 10,000 USDT and a limit, at a market of 100; keeps all events.</summary>
internal sealed class TestAccount : IAccountPrices
{
    public static readonly InstrumentId Id = new("sim", "BTCUSDT");

    public static readonly PositionKey Key = new(Id, PositionSide.Net);

    private readonly InstrumentInfo _info = new(Id, "BTC", "USDT", 0.1m, 0.001m, 5, 0, true) { MaxMarketQuantity = 50 };

    public TestAccount(bool isPaper = false)
        : this(AccountRules.Default, isPaper)
    {
    }

    public TestAccount(AccountRules rules, bool isPaper = false)
    {
        Machine = new AccountMachine(new AccountBook(), rules);
        Keep(Machine.Open(new AccountOpened(Time, "test", "sim", isPaper, "USDT", false), new Dictionary<string, decimal> { ["USDT"] = 10_000 }, []));
        Keep(Machine.SetLimits(new RiskLimits { OrderNotional = new RiskLimit(5_000, BreachAction.Refuse) }, "test", Time));
        Keep(Machine.SwitchTo(TradingSwitch.On, "", "test", Time));
    }

    public AccountMachine Machine { get; private set; }

    public AccountBook Book => Machine.Book;

    public List<AccountEvent> Events { get; } = [];

    public long Time { get; set; } = 1_000_000;

    public decimal? Price { get; set; } = 100;

    /// <summary>Whether the price is the market's of now.</summary>
    public bool IsFresh { get; set; } = true;

    public DecisionContext Context => new(Time, _info, this, RiskCheck.Check);

    public decimal? PriceOf(InstrumentId instrument) => Price;

    public decimal? FreshPriceOf(InstrumentId instrument) => IsFresh ? Price : null;

    public string BucketOf(InstrumentId instrument) => "";

    public AccountStep Keep(AccountStep step)
    {
        Events.AddRange(step.Events);
        step.Version.ShouldBe(Events.Count);
        return step;
    }

    public AccountStep Place(string key, decimal quantity, OrderSide side = OrderSide.Buy, OrderType type = OrderType.Market, decimal? price = null, bool reduceOnly = false, decimal? stop = null) =>
        Keep(Machine.Place(new OrderIntent(key, OrderPurpose.Manual, new OrderSpec(Id, side, PositionSide.Net, type, quantity, price, stop, null, TimeInForce.GoodTillCancel, reduceOnly)), Context));

    public AccountStep Fill(Order order, string trade, decimal quantity, decimal price) => Keep(Machine.Fill(
        new Fill(Id, trade, order.Id, "v", order.Spec.Side, PositionSide.Net, price, quantity, 0, "USDT", false, Time), Time));

    public AccountStep Tick() => Keep(Machine.Tick(Time, _ => Context));

    /// <summary>Another activation, over what is stored.</summary>
    public AccountStep Restart()
    {
        var book = new AccountBook();
        foreach (var happened in Events)
            book.Apply(happened);
        StateText.Of(book).ShouldBe(StateText.Of(Book));
        Machine = new AccountMachine(book, Machine.Rules);
        return Keep(Machine.Recover(Time));
    }

    /// <summary>A venue that agrees with the books but for what is changed.</summary>
    public VenueSnapshot Snapshot(AskAccount ask, decimal? quantity = null, decimal? cash = null) => new(
        ask.AskedAt, ask.Version, [.. Book.OpenOrders.Values.Select(order => new OrderReport(order.Id, "v", OrderState.Accepted, order.Filled, null, Time, null, order.Spec))],
        [new VenueHolding(Key, quantity ?? Book.PositionOf(Key).Quantity, 90, null, null)],
        new Dictionary<string, decimal> { ["USDT"] = cash ?? Book.Cash["USDT"] }, false);
}
