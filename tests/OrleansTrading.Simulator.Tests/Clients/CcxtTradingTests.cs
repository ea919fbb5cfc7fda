using System.Globalization;
using System.Text.Json;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.Tests.Clients;

/// <summary>An independent client trades, and is told what the simulator's account holds.</summary>
public sealed class CcxtTradingTests(CcxtTradingSession session) : IClassFixture<CcxtTradingSession>
{
    private JsonElement Seen => session.Seen;

    private TradingAccount Account => session.Simulator.Binance.Accounts.Single();

    [Fact]
    public void CreateOrder_OfTheMarket_IsFilled()
    {
        foreach (var name in (string[])["bought", "sold"])
        {
            var order = Truth(Seen.GetProperty(name));
            order.Status.ShouldBe(OrderStatus.Filled);
            Agrees(Seen.GetProperty(name), order);
        }

        Seen.GetProperty("bought").GetProperty("clientOrderId").GetString().ShouldBe("bought");
        Truth(Seen.GetProperty("sold")).Terms.ReduceOnly.ShouldBeTrue();
    }

    [Fact]
    public void CreateOrder_WithALimit_RestsAndIsCancelled()
    {
        var resting = Seen.GetProperty("resting");
        resting.GetProperty("status").GetString().ShouldBe("open");
        var order = Truth(resting);
        (order.Status, order.Terms.Duration, order.Terms.Price).ShouldBe((OrderStatus.Cancelled, OrderDuration.PostOnly, resting.GetProperty("price").GetDecimal()));
        Seen.GetProperty("openOrders").EnumerateArray().Select(Id).ShouldBe([order.Id]);
    }

    [Fact]
    public void CreateOrder_WithAStop_WaitsAndIsCancelled()
    {
        var stop = Seen.GetProperty("stop");
        var order = Account.Conditionals.Single();
        Id(stop).ShouldBe(order.Id);
        (order.Status, order.Terms.Kind, order.Terms.Order.Side, order.Terms.Order.Quantity, order.Terms.Order.ReduceOnly)
            .ShouldBe((ConditionalStatus.Cancelled, ConditionalKind.Stop, OrderSide.Sell, 0.02m, true));
        stop.GetProperty("triggerPrice").GetDecimal().ShouldBe(order.Terms.Trigger!.Value);
        Seen.GetProperty("openStops").EnumerateArray().Select(Id).ShouldBe([order.Id]);
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
        trades.Select(trade => (Id(trade), Number(trade, "price"), Number(trade, "amount"), trade.GetProperty("fee").GetProperty("cost").GetDecimal(),
                trade.GetProperty("side").GetString()!, trade.GetProperty("takerOrMaker").GetString()!))
            .ShouldBe(Account.Executions.Select(fill => (fill.Id, fill.Price, fill.Quantity, fill.Fee, fill.Side == OrderSide.Buy ? "buy" : "sell", "taker")));
    }

    [Fact]
    public void FetchPositions_GivesThePosition()
    {
        var position = Seen.GetProperty("positions").EnumerateArray().Single();
        var fills = Account.Executions.Where(fill => fill.Side == OrderSide.Buy).ToList();
        position.GetProperty("side").GetString().ShouldBe("long");
        Number(position, "contracts").ShouldBe(0.02m);
        Number(position, "entryPrice").ShouldBe(fills.Sum(fill => fill.Price * fill.Quantity) / 0.02m, 0.0001m);
        var now = Account.Position("BTCUSDT", PositionSide.Both);
        now.Quantity.ShouldBe(0.015m);
    }

    [Fact]
    public void FetchBalance_GivesTheCash()
    {
        var balance = Seen.GetProperty("balance").GetProperty("USDT");
        var fees = Account.Executions.Where(fill => fill.Side == OrderSide.Buy).Sum(fill => fill.Fee);
        var info = Seen.GetProperty("balance").GetProperty("info");
        decimal.Parse(info.GetProperty("totalWalletBalance").GetString()!, CultureInfo.InvariantCulture).ShouldBe(10_000 - fees);
        Number(balance, "used").ShouldBeGreaterThan(0);
        Account.Wallet.ShouldBe(10_000 - Account.Executions.Sum(fill => fill.Fee) + Account.Executions.Sum(fill => fill.RealisedPnl));
    }

    [Fact]
    public void SetLeverage_IsKept()
    {
        Number(Seen.GetProperty("leverage"), "leverage").ShouldBe(10);
        Account.Settings("BTCUSDT").Leverage.ShouldBe(10);
    }

    [Fact]
    public void WatchOrders_TellsEveryEnd()
    {
        var last = Seen.GetProperty("watched").EnumerateArray().GroupBy(order => order.GetProperty("id").GetString()).ToDictionary(group => group.Key!, group => group.Last());
        foreach (var name in (string[])["bought", "resting", "sold"])
        {
            var order = Truth(Seen.GetProperty(name));
            var told = last[order.Id.ToString(CultureInfo.InvariantCulture)];
            Agrees(told, order);
        }
    }

    [Theory]
    [InlineData("tooMuch", -2019)]
    [InlineData("unknown", -2011)]
    [InlineData("stranger", -1022)]
    [InlineData("wouldTake", -5022)]
    public void Refusal_ComesWithTheVenuesCode(string what, int code) => Seen.GetProperty("refusals").GetProperty(what).GetInt32().ShouldBe(code);

    private static void Agrees(JsonElement told, Order order)
    {
        told.GetProperty("status").GetString().ShouldBe(order.Status == OrderStatus.Filled ? "closed" : "canceled");
        Number(told, "filled").ShouldBe(order.Executed);
        Number(told, "amount").ShouldBe(order.Terms.Quantity);
        told.GetProperty("side").GetString().ShouldBe(order.Terms.Side == OrderSide.Buy ? "buy" : "sell");
        if (order.Executed > 0)
            Number(told, "average").ShouldBe(order.AveragePrice, 0.001m);
    }

    private Order Truth(JsonElement told) => Account.TryOrder(Id(told), out var order) ? order : throw new InvalidOperationException($"no order {told}");

    private static long Id(JsonElement told) => long.Parse(told.GetProperty("id").GetString()!, CultureInfo.InvariantCulture);

    private static decimal Number(JsonElement of, string name) => of.GetProperty(name).GetDecimal();
}
