using System.Globalization;
using System.Text.Json;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.Tests.Clients;

/// <summary>An independent client trades at a venue of the simulator, and is told what the simulator's account holds.</summary>
public abstract class CcxtTradingConformance(ClientSession session)
{
    private protected JsonElement Seen => session.Seen;

    private protected abstract TradingAccount Account { get; }

    /// <summary>The venue's name of bitcoin.</summary>
    protected abstract string Symbol { get; }

    /// <summary>Bitcoins in one of the venue's units.</summary>
    protected abstract decimal Unit { get; }

    /// <summary>The venue's codes: more than the account can pay for, an order that is not there, a wrong secret, post-only that would take (0: ended, not refused).</summary>
    protected abstract (int TooMuch, int Unknown, int Stranger, int WouldTake) Codes { get; }

    [Fact]
    public void CreateOrder_OfTheMarket_IsFilled()
    {
        foreach (var name in (string[])["bought", "sold"])
            Truth(Seen.GetProperty(name)).Status.ShouldBe(OrderStatus.Filled);
        Seen.GetProperty("bought").GetProperty("clientOrderId").GetString().ShouldBe("bought");
        Truth(Seen.GetProperty("sold")).Terms.ReduceOnly.ShouldBeTrue();
    }

    [Fact]
    public void CreateOrder_WithALimit_RestsAndIsCancelled()
    {
        var order = Truth(Seen.GetProperty("resting"));
        (order.Status, order.Terms.Duration).ShouldBe((OrderStatus.Cancelled, OrderDuration.PostOnly));
        var open = Seen.GetProperty("openOrders").EnumerateArray().Single();
        (Id(open), open.GetProperty("status").GetString(), open.GetProperty("price").GetDecimal(), Base(open, "amount"))
            .ShouldBe((order.Id, "open", order.Terms.Price!.Value, 0.01m));
    }

    [Fact]
    public void CreateOrder_WithAStop_WaitsAndIsCancelled()
    {
        var order = Account.Conditionals.Single();
        Id(Seen.GetProperty("stop")).ShouldBe(order.Id);
        (order.Status, order.Terms.Kind, order.Terms.Order.Side, order.Terms.Order.Quantity, order.Terms.Order.ReduceOnly)
            .ShouldBe((ConditionalStatus.Cancelled, ConditionalKind.Stop, OrderSide.Sell, 0.02m, true));
        var open = Seen.GetProperty("openStops").EnumerateArray().Single();
        (Id(open), StopPriceOf(open), Base(open, "amount")).ShouldBe((order.Id, order.Terms.Trigger!.Value, 0.02m));
    }

    [Fact]
    public void FetchOrder_TellsHowEachEnded()
    {
        var orders = Seen.GetProperty("orders").EnumerateArray().ToList();
        orders.Count.ShouldBe(3);
        foreach (var order in orders)
            Agrees(order, Truth(order));
    }

    [Fact]
    public void FetchMyTrades_GivesTheFills()
    {
        var trades = Seen.GetProperty("trades").EnumerateArray().ToList();
        trades.Select(trade => (Id(trade), Number(trade, "price"), Base(trade, "amount"), trade.GetProperty("fee").GetProperty("cost").GetDecimal(),
                trade.GetProperty("side").GetString()!, trade.GetProperty("takerOrMaker").GetString()!))
            .ShouldBe(Account.Executions.Select(fill => (fill.Id, fill.Price, fill.Quantity, fill.Fee, fill.Side == OrderSide.Buy ? "buy" : "sell", "taker")));
    }

    [Fact]
    public void FetchPositions_GivesThePosition()
    {
        var position = Seen.GetProperty("positions").EnumerateArray().Single();
        var fills = Account.Executions.Where(fill => fill.Side == OrderSide.Buy).ToList();
        position.GetProperty("side").GetString().ShouldBe("long");
        Base(position, "contracts").ShouldBe(0.02m);
        Number(position, "entryPrice").ShouldBe(fills.Sum(fill => fill.Price * fill.Quantity) / 0.02m, 0.0001m);
        Account.Position(Symbol, PositionSide.Both).Quantity.ShouldBe(0.015m);
    }

    [Fact]
    public void FetchBalance_GivesTheCash()
    {
        var balance = Seen.GetProperty("balance");
        WalletOf(balance.GetProperty("info")).ShouldBe(10_000 - Account.Executions.Where(fill => fill.Side == OrderSide.Buy).Sum(fill => fill.Fee));
        Number(balance.GetProperty("USDT"), "used").ShouldBeGreaterThan(0);
        Account.Wallet.ShouldBe(10_000 - Account.Executions.Sum(fill => fill.Fee) + Account.Executions.Sum(fill => fill.RealisedPnl));
    }

    [Fact]
    public void SetLeverage_IsKept()
    {
        LeverageOf(Seen.GetProperty("leverage")).ShouldBe(10);
        Account.Settings(Symbol).Leverage.ShouldBe(10);
    }

    [Fact]
    public void WatchOrders_TellsEveryEnd()
    {
        var last = Seen.GetProperty("watched").EnumerateArray().GroupBy(order => order.GetProperty("id").GetString()).ToDictionary(group => group.Key!, group => group.Last());
        foreach (var name in (string[])["bought", "resting", "sold"])
        {
            var order = Truth(Seen.GetProperty(name));
            Agrees(last[order.Id.ToString(CultureInfo.InvariantCulture)], order);
        }
    }

    [Fact]
    public void Refusals_ComeWithTheVenuesCodes()
    {
        var refusals = Seen.GetProperty("refusals");
        int Code(string name) => refusals.GetProperty(name).GetInt32();
        (Code("tooMuch"), Code("unknown"), Code("stranger"), Code("wouldTake")).ShouldBe(Codes);
        // Refused or ended: it has not traded.
        Account.Orders.Where(order => order.Terms.Duration == OrderDuration.PostOnly).ShouldAllBe(order => order.Executed == 0 && !order.IsOpen);
    }

    private protected abstract decimal StopPriceOf(JsonElement order);

    private protected abstract decimal WalletOf(JsonElement balance);

    private protected abstract decimal LeverageOf(JsonElement answer);

    private protected void Agrees(JsonElement told, Order order)
    {
        told.GetProperty("status").GetString().ShouldBe(order.Status == OrderStatus.Filled ? "closed" : "canceled");
        Base(told, "filled").ShouldBe(order.Executed);
        Base(told, "amount").ShouldBe(order.Terms.Quantity);
        told.GetProperty("side").GetString().ShouldBe(order.Terms.Side == OrderSide.Buy ? "buy" : "sell");
        if (order.Executed > 0)
            Number(told, "average").ShouldBe(order.AveragePrice, 0.001m);
    }

    private protected Order Truth(JsonElement told) => Account.TryOrder(Id(told), out var order) ? order : throw new InvalidOperationException($"no order {told}");

    private protected static decimal Number(JsonElement of, string name) => of.GetProperty(name).GetDecimal();

    private protected static decimal Text(JsonElement of, string name) => decimal.Parse(of.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    private decimal Base(JsonElement of, string name) => Number(of, name) * Unit;

    private static long Id(JsonElement told) => long.Parse(told.GetProperty("id").GetString()!, CultureInfo.InvariantCulture);
}
