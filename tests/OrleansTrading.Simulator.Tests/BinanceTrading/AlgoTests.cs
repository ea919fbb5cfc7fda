using System.Globalization;
using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Tests.Support;

namespace OrleansTrading.Simulator.Tests.BinanceTrading;

public class AlgoTests
{
    private const string Path = "/fapi/v1/algoOrder";
    private const string Base = "algoType=CONDITIONAL&symbol=BTCUSDT";

    [Theory]
    [InlineData("SELL", "STOP_MARKET", -20, "CONTRACT_PRICE")]
    [InlineData("BUY", "STOP_MARKET", 20, "CONTRACT_PRICE")]
    [InlineData("SELL", "TAKE_PROFIT_MARKET", 20, "CONTRACT_PRICE")]
    [InlineData("BUY", "TAKE_PROFIT_MARKET", -20, "CONTRACT_PRICE")]
    [InlineData("SELL", "STOP_MARKET", -20, "MARK_PRICE")]
    [InlineData("BUY", "STOP_MARKET", 20, "MARK_PRICE")]
    public async Task Trigger_WhenThePriceReachesIt_BecomesAnOrder(string side, string type, int distance, string workingType)
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        var market = simulation.Host.Market.Find("BTCUSDT")!;
        var now = simulation.Host.Clock.Milliseconds;
        var price = workingType == "MARK_PRICE" ? Mark(market, now) : Last(market, now);
        var tick = market.Spec.Price(market.Spec.TickUnits);
        var trigger = Math.Round((price + distance) / tick) * tick;
        var placed = await client.PostAsync(Path, $"{Base}&side={side}&type={type}&quantity=0.010&triggerPrice={Text(trigger)}&workingType={workingType}&clientAlgoId=stop");
        placed.GetProperty("algoStatus").GetString().ShouldBe("NEW");
        (await client.GetAsync("/fapi/v1/openAlgoOrders")).GetArrayLength().ShouldBe(1);
        for (var minute = 0; minute < 1_440 && simulation.Host.Binance.Accounts.Single().Conditionals.Single().IsOpen; minute++)
            simulation.Advance(60);
        var algo = await client.GetAsync(Path, "clientAlgoId=stop");
        algo.GetProperty("algoStatus").GetString().ShouldBe("FINISHED");
        var reached = algo.GetProperty("triggerTime").GetInt64();
        var rises = distance > 0;
        bool IsReached(decimal value) => rises ? value >= trigger : value <= trigger;
        // The first time at which the watched price is there, and none before.
        if (workingType == "MARK_PRICE")
        {
            var step = market.Market.StepMilliseconds;
            (reached % step).ShouldBe(0);
            IsReached(Mark(market, reached)).ShouldBeTrue();
            for (var time = (now / step + 1) * step; time < reached; time += step)
                IsReached(Mark(market, time)).ShouldBeFalse();
        }
        else
        {
            var trades = TradeQueries.Between(market.Market, now + 1, reached, int.MaxValue);
            trades.FindIndex(trade => IsReached(market.Spec.Price(trade.Price))).ShouldBe(trades.FindIndex(trade => trade.Time == reached && IsReached(market.Spec.Price(trade.Price))));
        }

        var order = await client.GetAsync("/fapi/v1/order", $"symbol=BTCUSDT&orderId={algo.GetProperty("actualOrderId").GetString()}");
        (order.GetProperty("status").GetString(), order.GetProperty("type").GetString(), order.GetProperty("side").GetString()).ShouldBe(("FILLED", "MARKET", side));
        order.GetProperty("time").GetInt64().ShouldBe(reached);
    }

    [Fact]
    public async Task ClosePosition_TakesAllThereIs()
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        await client.OrderAsync("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.013");
        var market = simulation.Host.Market.Find("BTCUSDT")!;
        var trigger = Last(market, simulation.Host.Clock.Milliseconds) - 10;
        await client.PostAsync(Path, $"{Base}&side=SELL&type=STOP_MARKET&closePosition=true&triggerPrice={Text(trigger)}");
        for (var minute = 0; minute < 1_440 && simulation.Host.Binance.Accounts.Single().Conditionals.Single().IsOpen; minute++)
            simulation.Advance(60);
        (await client.GetAsync("/fapi/v3/positionRisk")).GetArrayLength().ShouldBe(0);
        (await client.GetAsync("/fapi/v1/userTrades", "symbol=BTCUSDT")).EnumerateArray().Last().GetProperty("qty").GetString().ShouldBe("0.013");
    }

    [Fact]
    public async Task Trailing_GoesOffWhenThePriceComesBackFromItsBest()
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        var market = simulation.Host.Market.Find("BTCUSDT")!;
        var now = simulation.Host.Clock.Milliseconds;
        await client.PostAsync(Path, $"{Base}&side=SELL&type=TRAILING_STOP_MARKET&quantity=0.010&callbackRate=0.3");
        for (var minute = 0; minute < 2_880 && simulation.Host.Binance.Accounts.Single().Conditionals.Single().IsOpen; minute++)
            simulation.Advance(60);
        var reached = simulation.Host.Binance.Accounts.Single().Conditionals.Single().Triggered;
        var best = Last(market, now);
        foreach (var trade in TradeQueries.Between(market.Market, now + 1, reached, int.MaxValue))
        {
            var price = market.Spec.Price(trade.Price);
            if (price <= best * 0.997m)
            {
                trade.Time.ShouldBe(reached);
                return;
            }

            best = Math.Max(best, price);
        }

        Assert.Fail("the price never came back by so much");
    }

    [Theory]
    [InlineData("side=SELL&type=STOP_MARKET&quantity=0.010&triggerPrice=900000.0", -2021)]
    [InlineData("side=BUY&type=TAKE_PROFIT_MARKET&quantity=0.010&triggerPrice=900000.0", -2021)]
    [InlineData("side=SELL&type=STOP_MARKET&quantity=0.010", -1102)]
    [InlineData("side=SELL&type=STOP_MARKET&triggerPrice=60000", -1102)]
    [InlineData("side=SELL&type=STOP&quantity=0.010&triggerPrice=60000", -1102)]
    [InlineData("side=SELL&type=STOP_MARKET&quantity=0.010&triggerPrice=60000.01", -4014)]
    [InlineData("side=SELL&type=MARKET&quantity=0.010&triggerPrice=60000", -1116)]
    [InlineData("side=SELL&type=TRAILING_STOP_MARKET&quantity=0.010&callbackRate=20", -2007)]
    [InlineData("side=SELL&type=STOP_MARKET&quantity=0.010&closePosition=true&triggerPrice=1000", -4138)]
    [InlineData("side=SELL&type=STOP_MARKET&quantity=0.010&triggerPrice=1000&workingType=INDEX", -4055)]
    public async Task Conditional_AgainstARule_IsRefused(string order, int code)
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        (await client.RefusedAsync(HttpMethod.Post, Path, $"{Base}&{order}")).ShouldBe(code);
        (await client.GetAsync("/fapi/v1/openAlgoOrders")).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Cancel_EndsAWaitingOrderOnce_AndTheTenthIsTheLast()
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        var ids = new List<long>();
        for (var i = 0; i < 10; i++)
        {
            var placed = await client.PostAsync(Path, $"{Base}&side=SELL&type=STOP&quantity=0.010&triggerPrice=1000&price=900&clientAlgoId=c{i}");
            ids.Add(placed.GetProperty("algoId").GetInt64());
        }

        (await client.RefusedAsync(HttpMethod.Post, Path, $"{Base}&side=SELL&type=STOP_MARKET&quantity=0.010&triggerPrice=1000")).ShouldBe(-4045);
        (await client.DeleteAsync(Path, $"algoId={ids[3]}")).GetProperty("algoStatus").GetString().ShouldBe("CANCELED");
        (await client.RefusedAsync(HttpMethod.Delete, Path, $"algoId={ids[3]}")).ShouldBe(-2011);
        (await client.RefusedAsync(HttpMethod.Post, Path, $"{Base}&side=SELL&type=STOP_MARKET&quantity=0.010&triggerPrice=1000&clientAlgoId=c4")).ShouldBe(-4116);
        (await client.DeleteAsync("/fapi/v1/algoOpenOrders", "symbol=BTCUSDT")).GetProperty("code").GetInt32().ShouldBe(200);
        (await client.GetAsync("/fapi/v1/openAlgoOrders")).GetArrayLength().ShouldBe(0);
        (await client.GetAsync("/fapi/v1/allAlgoOrders", "symbol=BTCUSDT")).GetArrayLength().ShouldBe(10);
    }

    private static decimal Last(ListedSymbol symbol, long now) =>
        symbol.Market.TryLastTrade(now, new TradeBlock(), out var last) ? symbol.Spec.Price(last.Price) : 0;

    private static decimal Mark(ListedSymbol symbol, long now) => FundingModel.ToDecimal(symbol.Funding.MarkPrice(now));

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
