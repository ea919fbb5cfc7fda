using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansTrading.Simulator.Tests.Support;

namespace OrleansTrading.Simulator.Tests.BinanceTrading;

public class AccountTests
{
    private const string Btc = "symbol=BTCUSDT";

    [Fact]
    public async Task PositionMode_IsChangedOnceAndNotWithAPosition()
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        (await client.GetAsync("/fapi/v1/positionSide/dual")).GetProperty("dualSidePosition").GetBoolean().ShouldBeFalse();
        (await client.RefusedAsync(HttpMethod.Post, "/fapi/v1/positionSide/dual", "dualSidePosition=false")).ShouldBe(-4059);
        (await client.PostAsync("/fapi/v1/positionSide/dual", "dualSidePosition=true")).GetProperty("code").GetInt32().ShouldBe(200);
        (await client.OrderRefusedAsync($"{Btc}&side=BUY&type=MARKET&quantity=0.010")).ShouldBe(-4061);
        (await client.OrderRefusedAsync($"{Btc}&side=BUY&type=MARKET&quantity=0.010&positionSide=LONG&reduceOnly=true")).ShouldBe(-1106);
        await client.OrderAsync($"{Btc}&side=BUY&type=MARKET&quantity=0.010&positionSide=LONG");
        await client.OrderAsync($"{Btc}&side=SELL&type=MARKET&quantity=0.004&positionSide=SHORT");
        (await client.GetAsync("/fapi/v3/positionRisk")).EnumerateArray().Select(position => (position.GetProperty("positionSide").GetString(), Amount(position, "positionAmt")))
            .ShouldBe([("LONG", 0.010m), ("SHORT", -0.004m)]);
        (await client.RefusedAsync(HttpMethod.Post, "/fapi/v1/positionSide/dual", "dualSidePosition=false")).ShouldBe(-4068);
        await client.OrderAsync($"{Btc}&side=SELL&type=MARKET&quantity=0.010&positionSide=LONG");
        await client.OrderAsync($"{Btc}&side=BUY&type=MARKET&quantity=0.004&positionSide=SHORT");
        await client.PostAsync("/fapi/v1/positionSide/dual", "dualSidePosition=false");
    }

    [Fact]
    public async Task Settings_OfASymbol_AreKeptAndTold()
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        (await client.PostAsync("/fapi/v1/leverage", $"{Btc}&leverage=50")).GetProperty("maxNotionalValue").GetString().ShouldBe("3000000");
        (await client.RefusedAsync(HttpMethod.Post, "/fapi/v1/leverage", $"{Btc}&leverage=200")).ShouldBe(-4028);
        (await client.RefusedAsync(HttpMethod.Post, "/fapi/v1/marginType", $"{Btc}&marginType=CROSSED")).ShouldBe(-4046);
        await client.PostAsync("/fapi/v1/marginType", $"{Btc}&marginType=ISOLATED");
        var config = (await client.GetAsync("/fapi/v1/symbolConfig", Btc))[0];
        (config.GetProperty("marginType").GetString(), config.GetProperty("leverage").GetInt32()).ShouldBe(("ISOLATED", 50));
        await client.OrderAsync($"{Btc}&side=BUY&type=MARKET&quantity=0.010");
        (await client.RefusedAsync(HttpMethod.Post, "/fapi/v1/marginType", $"{Btc}&marginType=CROSSED")).ShouldBe(-4048);
        var position = (await client.GetAsync("/fapi/v2/positionRisk", Btc))[0];
        (position.GetProperty("marginType").GetString(), position.GetProperty("leverage").GetString()).ShouldBe(("isolated", "50"));
        Amount((await client.GetAsync("/fapi/v2/account")), "totalPositionInitialMargin").ShouldBe(Amount(position, "notional") / 50, 0.00000002m);
    }

    [Fact]
    public async Task LiquidationPrice_IsWhereTheEquityIsTheMaintenanceMargin()
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        await client.OrderAsync($"{Btc}&side=BUY&type=MARKET&quantity=0.500");
        var position = (await client.GetAsync("/fapi/v3/positionRisk"))[0];
        var price = Amount(position, "liquidationPrice");
        var wallet = Amount((await client.GetAsync("/fapi/v2/balance"))[0], "balance");
        // Up to 50,000 of notional 0.4 % are to be kept.
        (wallet + (0.500m * (price - Amount(position, "entryPrice")))).ShouldBe(0.500m * price * 0.004m, 0.01m);
    }

    [Fact]
    public async Task Orders_BeyondThreeHundredInTenSeconds_AreRefused()
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        for (var i = 1; i <= 300; i++)
        {
            using var counted = await client.AskAsync(HttpMethod.Post, "/fapi/v1/order", $"{Btc}&side=BUY&type=MARKET&quantity=0");
            counted.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            counted.Headers.GetValues("X-MBX-ORDER-COUNT-10S").ShouldBe([i.ToString(CultureInfo.InvariantCulture)]);
        }

        using (var refused = await client.AskAsync(HttpMethod.Post, "/fapi/v1/order", $"{Btc}&side=BUY&type=MARKET&quantity=0.010"))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetInt32().ShouldBe(-1015);
        }

        simulation.Advance(10);
        using var again = await client.AskAsync(HttpMethod.Post, "/fapi/v1/order", $"{Btc}&side=BUY&type=MARKET&quantity=0.010");
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        again.Headers.GetValues("X-MBX-ORDER-COUNT-10S").ShouldBe(["1"]);
        again.Headers.GetValues("X-MBX-ORDER-COUNT-1M").Single().ShouldNotBeEmpty();
        simulation.Host.Binance.Accounts.Single().Orders.Count().ShouldBe(1);
    }

    [Fact]
    public async Task Truth_OfAnAccount_IsWhatTheVenueTellsOfIt()
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        await client.OrderAsync($"{Btc}&side=BUY&type=MARKET&quantity=0.010&newClientOrderId=one");
        await client.OrderAsync($"{Btc}&side=SELL&type=MARKET&quantity=0.004");
        await client.PostAsync("/fapi/v1/algoOrder", $"algoType=CONDITIONAL&{Btc}&side=SELL&type=STOP_MARKET&closePosition=true&triggerPrice=1000");
        var truth = await simulation.JsonAsync("/admin/truth/account?venue=binance&key=simulatorKey");
        var told = await client.GetAsync("/fapi/v3/account");
        truth.GetProperty("wallet").GetDecimal().ShouldBe(Amount(told, "totalWalletBalance"));
        truth.GetProperty("available").GetDecimal().ShouldBe(Amount(told, "availableBalance"));
        truth.GetProperty("executions").EnumerateArray().Select(fill => (fill.GetProperty("id").GetInt64(), fill.GetProperty("quantity").GetDecimal(), fill.GetProperty("fee").GetDecimal()))
            .ShouldBe((await client.GetAsync("/fapi/v1/userTrades", Btc)).EnumerateArray().Select(fill => (fill.GetProperty("id").GetInt64(), Amount(fill, "qty"), Amount(fill, "commission"))));
        truth.GetProperty("positions")[0].GetProperty("quantity").GetDecimal().ShouldBe(0.006m);
        truth.GetProperty("orders")[0].GetProperty("clientId").GetString().ShouldBe("one");
        truth.GetProperty("conditionals")[0].GetProperty("status").GetString().ShouldBe("Waiting");
        truth.GetProperty("ledger").EnumerateArray().Sum(entry => entry.GetProperty("amount").GetDecimal()).ShouldBe(truth.GetProperty("wallet").GetDecimal());
        using var nobody = await simulation.AskAsync("/admin/truth/account?key=nobody");
        nobody.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Account_ThatIsOpened_TradesApartFromOthers()
    {
        await using var simulation = await Simulation.StartAsync();
        var address = new Uri("/admin/accounts", UriKind.Relative);
        using (var opened = await simulation.Http.PostAsJsonAsync(address, new { key = "second", secret = "itsSecret", balance = 500, venue = "binance" }))
            opened.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using (var taken = await simulation.Http.PostAsJsonAsync(address, new { key = "second", secret = "x", balance = 5, venue = "binance" }))
            taken.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using (var wrong = await simulation.Http.PostAsJsonAsync(address, new { key = "not a key", balance = -1, venue = "bitmex" }))
            JsonDocument.Parse(await wrong.Content.ReadAsStringAsync()).RootElement.GetProperty("errors").EnumerateObject().Select(error => error.Name)
                .ShouldBe(["key", "secret", "balance", "venue"], ignoreOrder: true);
        var (first, second) = (new SignedClient(simulation), new SignedClient(simulation) { Key = "second", Secret = "itsSecret" });
        await second.OrderAsync($"{Btc}&side=BUY&type=MARKET&quantity=0.010");
        Amount((await second.GetAsync("/fapi/v2/balance"))[0], "balance").ShouldBeLessThan(500);
        Amount((await first.GetAsync("/fapi/v2/balance"))[0], "balance").ShouldBe(10_000);
        (await first.GetAsync("/fapi/v1/userTrades", Btc)).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Amend_MovesAnOpenOrder()
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        var price = simulation.Host.Market.Book("BTCUSDT", simulation.Host.Clock.Now, 1).Bids[0].Price - 1_000;
        await client.OrderAsync($"{Btc}&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.010&price={Text(price)}&newClientOrderId=mine");
        using var response = await client.AskAsync(HttpMethod.Put, "/fapi/v1/order", $"{Btc}&side=BUY&origClientOrderId=mine&quantity=0.020&price={Text(price + 1)}");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var order = await client.GetAsync("/fapi/v1/openOrder", $"{Btc}&origClientOrderId=mine");
        (Amount(order, "origQty"), Amount(order, "price")).ShouldBe((0.020m, price + 1));
        (await client.RefusedAsync(HttpMethod.Put, "/fapi/v1/order", $"{Btc}&side=BUY&origClientOrderId=mine&quantity=0.020&price={Text(price + 1)}")).ShouldBe(-5027);
    }

    [Fact]
    public async Task Orders_OfManyAtOnce_AreEachDoneOnceAndToldInOrder()
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        await using var stream = await simulation.ConnectAsync("/private/ws?listenKey=" + await client.ListenKeyAsync());
        await stream.RequestAsync("LIST_SUBSCRIPTIONS");
        var orders = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() =>
            client.OrderAsync($"{Btc}&side={(i % 2 == 0 ? "BUY" : "SELL")}&type=MARKET&quantity=0.00{(i % 9) + 1}&newClientOrderId=o{i}"))));
        var fills = (await client.GetAsync("/fapi/v1/userTrades", Btc)).EnumerateArray().ToList();
        orders.Select(order => order.GetProperty("orderId").GetInt64()).ShouldBeUnique();
        fills.Sum(fill => Amount(fill, "qty")).ShouldBe(orders.Sum(order => Amount(order, "executedQty")));
        var told = new List<long>();
        while (told.Count < fills.Count)
        {
            var frame = await stream.NextAsync();
            if (frame.GetProperty("e").GetString() == "ORDER_TRADE_UPDATE" && frame.GetProperty("o").GetProperty("x").GetString() == "TRADE")
                told.Add(frame.GetProperty("o").GetProperty("t").GetInt64());
        }

        told.ShouldBe(fills.Select(fill => fill.GetProperty("id").GetInt64()));
        Amount((await client.GetAsync("/fapi/v2/balance"))[0], "balance").ShouldBe(
            10_000 + fills.Sum(fill => Amount(fill, "realizedPnl") - Amount(fill, "commission")));
    }

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private static decimal Amount(JsonElement of, string name) => decimal.Parse(of.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
