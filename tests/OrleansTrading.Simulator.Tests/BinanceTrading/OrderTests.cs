using System.Globalization;
using System.Text.Json;
using OrleansTrading.Simulator.Tests.Support;

namespace OrleansTrading.Simulator.Tests.BinanceTrading;

public class OrderTests
{
    private const string Btc = "symbol=BTCUSDT";

    [Fact]
    public async Task MarketOrder_WalksTheBook()
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        var asks = simulation.Host.Market.Book("BTCUSDT", simulation.Host.Clock.Now).Asks;
        var quantity = asks[0].Quantity + 0.5m * asks[1].Quantity;
        quantity = Math.Round(quantity, 3);
        lock (simulation.Host.Binance.Gate)
            simulation.Host.Binance.Transfer(simulation.Host.Binance.Accounts.Single(), 10_000_000, simulation.Host.Clock.Milliseconds);
        var order = await client.OrderAsync($"{Btc}&side=BUY&type=MARKET&quantity={quantity.ToString(CultureInfo.InvariantCulture)}");
        order.GetProperty("status").GetString().ShouldBe("FILLED");
        var trades = await client.GetAsync("/fapi/v1/userTrades", Btc);
        trades.EnumerateArray().Select(trade => (Amount(trade, "price"), Amount(trade, "qty")))
            .ShouldBe([(asks[0].Price, asks[0].Quantity), (asks[1].Price, quantity - asks[0].Quantity)]);
        Amount(order, "cumQuote").ShouldBe((asks[0].Price * asks[0].Quantity) + (asks[1].Price * (quantity - asks[0].Quantity)));
        var position = (await client.GetAsync("/fapi/v3/positionRisk", Btc))[0];
        Amount(position, "positionAmt").ShouldBe(quantity);
        Amount(position, "entryPrice").ShouldBe(Amount(order, "cumQuote") / quantity, 0.0000001m);
    }

    [Fact]
    public async Task Closing_BooksTheFillsArithmetic()
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        await client.OrderAsync($"{Btc}&side=BUY&type=MARKET&quantity=0.010");
        simulation.Advance(30);
        await client.OrderAsync($"{Btc}&side=SELL&type=MARKET&quantity=0.010&reduceOnly=true");
        var trades = (await client.GetAsync("/fapi/v1/userTrades", Btc)).EnumerateArray().ToList();
        var cash = trades.Sum(trade => (trade.GetProperty("buyer").GetBoolean() ? -1 : 1) * Amount(trade, "quoteQty"));
        var fees = trades.Sum(trade => Amount(trade, "commission"));
        trades.Sum(trade => Amount(trade, "realizedPnl")).ShouldBe(cash);
        fees.ShouldBe(trades.Sum(trade => Math.Round(Amount(trade, "quoteQty") * 0.0005m, 8)));
        var balance = (await client.GetAsync("/fapi/v3/balance"))[0];
        Amount(balance, "balance").ShouldBe(10_000 + cash - fees);
        Amount(balance, "availableBalance").ShouldBe(10_000 + cash - fees);
        (await client.GetAsync("/fapi/v3/positionRisk")).GetArrayLength().ShouldBe(0);
        (await client.GetAsync("/fapi/v1/income")).EnumerateArray().Sum(entry => Amount(entry, "income")).ShouldBe(10_000 + cash - fees);
    }

    [Fact]
    public async Task LimitOrder_RestsUntilTheMarketTradesAtItsPrice()
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        var start = simulation.Host.Clock.Now;
        var bid = simulation.Host.Market.Book("BTCUSDT", start, 1).Bids[0].Price;
        var price = bid - 5;
        var placed = await client.OrderAsync($"{Btc}&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.010&price={Text(price)}&newClientOrderId=mine");
        placed.GetProperty("status").GetString().ShouldBe("NEW");
        (await client.GetAsync("/fapi/v1/openOrders")).GetArrayLength().ShouldBe(1);
        for (var second = 0; second < 3_600 && simulation.Host.Market.Trades("BTCUSDT", start, simulation.Host.Clock.Now).All(trade => trade.Price > price); second++)
            simulation.Advance(1);
        var reached = simulation.Host.Market.Trades("BTCUSDT", start, simulation.Host.Clock.Now).Where(trade => trade.Price <= price).ToList();
        reached.ShouldNotBeEmpty("within an hour the price moves by so little");
        var order = await client.GetAsync("/fapi/v1/order", $"{Btc}&origClientOrderId=mine");
        Amount(order, "executedQty").ShouldBe(Math.Min(0.010m, reached.Sum(trade => trade.Quantity)));
        var trade = (await client.GetAsync("/fapi/v1/userTrades", Btc))[0];
        trade.GetProperty("maker").GetBoolean().ShouldBeTrue();
        Amount(trade, "price").ShouldBe(price);
        trade.GetProperty("time").GetInt64().ShouldBe(reached[0].Time.ToUnixTimeMilliseconds());
        Amount(trade, "commission").ShouldBe(Math.Round(price * Amount(trade, "qty") * 0.0002m, 8));
    }

    [Fact]
    public async Task Cancel_EndsAnOpenOrderOnce()
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        var price = simulation.Host.Market.Book("BTCUSDT", simulation.Host.Clock.Now, 1).Bids[0].Price - 1_000;
        var order = await client.OrderAsync($"{Btc}&side=BUY&type=LIMIT&timeInForce=GTX&quantity=0.010&price={Text(price)}");
        var id = order.GetProperty("orderId").GetInt64();
        (await client.OrderRefusedAsync($"{Btc}&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.010&price={Text(price)}&newClientOrderId={order.GetProperty("clientOrderId")}")).ShouldBe(-4116);
        Amount((await client.GetAsync("/fapi/v2/account")), "totalOpenOrderInitialMargin").ShouldBeGreaterThan(0);
        (await client.DeleteAsync("/fapi/v1/order", $"{Btc}&orderId={id}")).GetProperty("status").GetString().ShouldBe("CANCELED");
        (await client.RefusedAsync(HttpMethod.Delete, "/fapi/v1/order", $"{Btc}&orderId={id}")).ShouldBe(-2011);
        (await client.RefusedAsync(HttpMethod.Get, "/fapi/v1/order", $"{Btc}&orderId=5")).ShouldBe(-2013);
        Amount((await client.GetAsync("/fapi/v2/account")), "totalOpenOrderInitialMargin").ShouldBe(0);
        (await client.GetAsync("/fapi/v1/allOrders", Btc)).GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("side=BUY&type=MARKET&quantity=0.0001", -1111)]
    [InlineData("side=BUY&type=MARKET&quantity=0", -4003)]
    [InlineData("side=BUY&type=MARKET&quantity=2000", -4005)]
    [InlineData("side=BUY&type=MARKET", -1102)]
    [InlineData("side=HOLD&type=MARKET&quantity=1", -1117)]
    [InlineData("side=BUY&type=PEGGED&quantity=1", -1116)]
    [InlineData("side=BUY&type=MARKET&quantity=1&price=5", -1106)]
    [InlineData("side=BUY&type=MARKET&quantity=x", -1100)]
    [InlineData("side=BUY&type=STOP_MARKET&quantity=1&stopPrice=5", -4120)]
    [InlineData("side=BUY&type=TRAILING_STOP_MARKET&quantity=1&callbackRate=1", -4120)]
    [InlineData("side=BUY&type=LIMIT&quantity=1&timeInForce=GTC", -1102)]
    [InlineData("side=BUY&type=LIMIT&quantity=1&timeInForce=DAY&price=60000", -1115)]
    [InlineData("side=BUY&type=LIMIT&quantity=1&timeInForce=GTC&price=60000.05", -4014)]
    [InlineData("side=BUY&type=LIMIT&quantity=1&timeInForce=GTC&price=60000.005", -1111)]
    [InlineData("side=BUY&type=LIMIT&quantity=0.001&timeInForce=GTC&price=1000", -4164)]
    [InlineData("side=BUY&type=LIMIT&quantity=0.001&timeInForce=GTC&price=900000", -4016)]
    [InlineData("side=SELL&type=LIMIT&quantity=0.001&timeInForce=GTC&price=1000", -4024)]
    [InlineData("side=BUY&type=MARKET&quantity=100", -2019)]
    [InlineData("side=BUY&type=MARKET&quantity=0.010&reduceOnly=true", -2022)]
    [InlineData("side=BUY&type=MARKET&quantity=0.010&positionSide=LONG", -4061)]
    [InlineData("side=BUY&type=MARKET&quantity=0.010&newClientOrderId=no%20space", -4015)]
    public async Task Order_AgainstARule_IsRefusedWithTheVenuesCode(string order, int code)
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        (await client.OrderRefusedAsync($"{Btc}&{order}")).ShouldBe(code);
        (await client.GetAsync("/fapi/v1/allOrders", Btc)).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task TimeInForce_SaysWhatBecomesOfWhatDoesNotTrade()
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        var book = simulation.Host.Market.Book("BTCUSDT", simulation.Host.Clock.Now);
        var (ask, bid) = (book.Asks[0], book.Bids[0]);
        lock (simulation.Host.Binance.Gate)
            simulation.Host.Binance.Transfer(simulation.Host.Binance.Accounts.Single(), 10_000_000, simulation.Host.Clock.Milliseconds);
        string Limit(string timeInForce, decimal quantity, decimal price) => $"{Btc}&side=BUY&type=LIMIT&timeInForce={timeInForce}&quantity={Text(quantity)}&price={Text(price)}";
        (await client.OrderRefusedAsync(Limit("GTX", 0.010m, ask.Price))).ShouldBe(-5022);
        (await client.OrderRefusedAsync(Limit("FOK", ask.Quantity + 1, ask.Price))).ShouldBe(-5021);
        var cut = await client.OrderAsync(Limit("IOC", ask.Quantity + 1, ask.Price));
        (cut.GetProperty("status").GetString(), Amount(cut, "executedQty")).ShouldBe(("EXPIRED", ask.Quantity));
        var none = await client.OrderAsync(Limit("IOC", 0.010m, bid.Price));
        (none.GetProperty("status").GetString(), Amount(none, "executedQty")).ShouldBe(("EXPIRED", 0m));
        var all = await client.OrderAsync(Limit("FOK", ask.Quantity, ask.Price));
        all.GetProperty("status").GetString().ShouldBe("FILLED");
        var rest = await client.OrderAsync(Limit("GTC", ask.Quantity + 1, ask.Price));
        (rest.GetProperty("status").GetString(), Amount(rest, "executedQty")).ShouldBe(("PARTIALLY_FILLED", ask.Quantity));
    }

    [Fact]
    public async Task Acknowledgement_ComesBeforeTheTrade()
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        var order = await client.PostAsync("/fapi/v1/order", $"{Btc}&side=BUY&type=MARKET&quantity=0.010");
        (order.GetProperty("status").GetString(), Amount(order, "executedQty")).ShouldBe(("NEW", 0m));
        (await client.GetAsync("/fapi/v1/order", $"{Btc}&orderId={order.GetProperty("orderId")}")).GetProperty("status").GetString().ShouldBe("FILLED");
    }

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private static decimal Amount(JsonElement of, string name) => decimal.Parse(of.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
