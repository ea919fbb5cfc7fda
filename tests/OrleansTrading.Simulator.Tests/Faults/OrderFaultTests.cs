using System.Net;
using System.Text.Json;
using OrleansTrading.Simulator.Faults;
using OrleansTrading.Simulator.Tests.Support;

namespace OrleansTrading.Simulator.Tests.Faults;

public class OrderFaultTests
{
    private const string Order = "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.010&newClientOrderId=mine";

    [Theory]
    [InlineData(OrderOutcome.UnknownDone, 503, -1000, true)]
    [InlineData(OrderOutcome.UnknownNotDone, 503, -1000, false)]
    [InlineData(OrderOutcome.TimedOutDone, 408, -1007, true)]
    [InlineData(OrderOutcome.TimedOutNotDone, 408, -1007, false)]
    [InlineData(OrderOutcome.Unavailable, 503, -1008, false)]
    [InlineData(OrderOutcome.Rejected, 400, -2010, false)]
    public async Task Answer_SaysWhatTheFaultSays_AndTheOrderIsThereOrNot(OrderOutcome outcome, int status, int code, bool isThere)
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        simulation.Host.Faults.Inject(new FaultRequest { Fault = FaultKind.Order, Outcome = outcome, Count = 1, Path = "/fapi/v1/order" });
        using (var response = await client.AskAsync(HttpMethod.Post, "/fapi/v1/order", Order))
        {
            ((int)response.StatusCode).ShouldBe(status);
            JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetInt32().ShouldBe(code);
        }

        await IsThereAsync(client, isThere);
        (await client.OrderAsync(Order.Replace("mine", "next"))).GetProperty("status").GetString().ShouldBe("FILLED");
    }

    [Theory]
    [InlineData(OrderOutcome.AnswerLost, true)]
    [InlineData(OrderOutcome.RequestLost, false)]
    public async Task Connection_IsCutInsteadOfAnAnswer(OrderOutcome outcome, bool isThere)
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        simulation.Host.Faults.Inject(new FaultRequest { Fault = FaultKind.Order, Outcome = outcome, Count = 1 });
        await Should.ThrowAsync<HttpRequestException>(() => client.AskAsync(HttpMethod.Post, "/fapi/v1/order", Order));
        await IsThereAsync(client, isThere);
    }

    [Fact]
    public async Task AnsweredLate_IsDoneBeforeItsAnswerComes()
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        simulation.Host.Faults.Inject(new FaultRequest { Fault = FaultKind.Order, Outcome = OrderOutcome.AnsweredLate, DelayMs = 60_000, Count = 1 });
        var asking = client.AskAsync(HttpMethod.Post, "/fapi/v1/order", Order);
        // The engine's, the keep-alive's and the late answer's.
        await simulation.Time.WhenArmedAsync(3);
        await IsThereAsync(client, true);
        asking.IsCompleted.ShouldBeFalse();
        simulation.Advance(60);
        using var response = await asking;
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(4_000, 200, true)]
    [InlineData(6_000, 400, false)]
    public async Task ArrivesLate_IsJudgedByTheTimeItArrives(int delay, int status, bool isThere)
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        simulation.Host.Faults.Inject(new FaultRequest { Fault = FaultKind.Order, Outcome = OrderOutcome.ArrivesLate, DelayMs = delay, Count = 1 });
        var asking = client.AskAsync(HttpMethod.Post, "/fapi/v1/order", Order);
        await simulation.Time.WhenArmedAsync(3);
        await IsThereAsync(client, false);
        simulation.Advance(delay / 1_000.0);
        using var response = await asking;
        ((int)response.StatusCode).ShouldBe(status);
        await IsThereAsync(client, isThere);
    }

    [Fact]
    public async Task Rate_StrikesAShareOfTheOrders()
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        simulation.Host.Faults.Inject(new FaultRequest { Fault = FaultKind.Order, Outcome = OrderOutcome.Rejected, Rate = 0.3 });
        var rejected = 0;
        for (var i = 0; i < 100; i++)
        {
            using var response = await client.AskAsync(HttpMethod.Post, "/fapi/v1/order", $"symbol=BTCUSDT&side={(i % 2 == 0 ? "BUY" : "SELL")}&type=MARKET&quantity=0.001");
            rejected += response.IsSuccessStatusCode ? 0 : 1;
        }

        rejected.ShouldBeInRange(15, 45);
        simulation.Host.Binance.Accounts.Single().Orders.Count().ShouldBe(100 - rejected);
    }

    [Theory]
    [InlineData(FaultKind.Silence, "ACCOUNT_UPDATE TRADE_LITE")]
    [InlineData(FaultKind.Duplicate, "ORDER_TRADE_UPDATE ORDER_TRADE_UPDATE ACCOUNT_UPDATE TRADE_LITE ORDER_TRADE_UPDATE ORDER_TRADE_UPDATE")]
    [InlineData(FaultKind.Reorder, "ACCOUNT_UPDATE ORDER_TRADE_UPDATE TRADE_LITE ORDER_TRADE_UPDATE")]
    public async Task PrivateMessages_AreLostDoubledAndSwapped(FaultKind kind, string expected)
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        await using var stream = await simulation.ConnectAsync("/private/ws?listenKey=" + await client.ListenKeyAsync());
        await stream.RequestAsync("LIST_SUBSCRIPTIONS");
        simulation.Host.Faults.Inject(new FaultRequest { Fault = kind, Stream = "ORDER_TRADE_UPDATE", DurationMs = 1_000 });
        await client.OrderAsync(Order);
        // Past the fault: what it held back comes, and then what marks the end.
        simulation.Advance(2);
        await client.PostAsync("/fapi/v1/leverage", "symbol=BTCUSDT&leverage=3");
        var seen = new List<string>();
        while (seen.Count == 0 || seen[^1] != "ACCOUNT_CONFIG_UPDATE")
            seen.Add((await stream.NextAsync()).GetProperty("e").GetString()!);
        seen.SkipLast(1).ShouldBe(expected.Split(' '));
    }

    [Fact]
    public async Task ListenKeyExpired_IsToldAndTheKeyIsGone()
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        await using var stream = await simulation.ConnectAsync("/private/ws?listenKey=" + await client.ListenKeyAsync());
        await stream.RequestAsync("LIST_SUBSCRIPTIONS");
        simulation.Host.Faults.Inject(new FaultRequest { Fault = FaultKind.ListenKeyExpired });
        (await stream.NextAsync()).GetProperty("e").GetString().ShouldBe("listenKeyExpired");
        (await client.RefusedAsync(HttpMethod.Put, "/fapi/v1/listenKey", "")).ShouldBe(-1125);
    }

    private static async Task IsThereAsync(SignedClient client, bool isThere)
    {
        using var response = await client.AskAsync(HttpMethod.Get, "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=mine");
        response.IsSuccessStatusCode.ShouldBe(isThere);
    }
}
