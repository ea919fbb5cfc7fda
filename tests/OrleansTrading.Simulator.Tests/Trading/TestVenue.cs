using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Simulator.BinanceTrading;
using OrleansTrading.Simulator.Hosting;
using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.Tests.Trading;

/// <summary>A venue with one account, without a wire and without a clock: the test says what time it is.</summary>
internal sealed class TestVenue
{
    public TestVenue(decimal balance = 10_000, VenueRules? rules = null, int symbols = 3)
    {
        var options = new SimulatorOptions { Symbols = symbols, Start = Support.Simulation.Start };
        var played = PlayedMarket.Load(options, TimeProvider.System, NullLogger.Instance);
        Now = played.Start;
        Venue = new TradingVenue(rules ?? BinanceRules.Standard, new VenueMarkets(played.Market).Binance, Now);
        Venue.Opened += account => account.Told += Notices.Add;
        Account = Venue.Open(options.Keys, balance, Now)!;
    }

    public TradingVenue Venue { get; }

    public TradingAccount Account { get; }

    public List<AccountNotice> Notices { get; } = [];

    public long Now { get; set; }

    public ListedSymbol Symbol(string name = "BTCUSDT") => Venue.Market.Find(name)!;

    public decimal Best(OrderSide side, string symbol = "BTCUSDT") => Liquidity.At(Symbol(symbol), Now).Best(side)!.Value;

    public decimal Tick(string symbol = "BTCUSDT") => Symbol(symbol).Spec.Price(Symbol(symbol).Spec.TickUnits);

    public OrderTerms Market(OrderSide side, decimal quantity, PositionSide positionSide = PositionSide.Both, bool reduceOnly = false, string symbol = "BTCUSDT") => new()
    {
        Symbol = Symbol(symbol), Side = side, Kind = OrderKind.Market, Quantity = quantity, PositionSide = positionSide, ReduceOnly = reduceOnly,
    };

    public OrderTerms Limit(OrderSide side, decimal quantity, decimal price, OrderDuration duration = OrderDuration.UntilCancelled, bool reduceOnly = false, string symbol = "BTCUSDT") => new()
    {
        Symbol = Symbol(symbol), Side = side, Kind = OrderKind.Limit, Quantity = quantity, Price = price, Duration = duration, ReduceOnly = reduceOnly,
    };

    public Answer<Order> Place(OrderTerms terms) => Venue.Place(Account, terms, Now);

    public Order Placed(OrderTerms terms)
    {
        var answer = Place(terms);
        answer.Refusal.ShouldBeNull();
        return answer.Value!;
    }

    public Order Order(long id) => Account.TryOrder(id, out var order) ? order : throw new InvalidOperationException($"no order {id}");

    public void Advance(TimeSpan time)
    {
        Now += (long)time.TotalMilliseconds;
        Venue.Advance(Now);
    }
}
