using System.Net;
using System.Text.Json;
using OrleansTrading.Simulator.Faults;
using OrleansTrading.Simulator.Tests.Support;

namespace OrleansTrading.Simulator.Tests.Rest;

public class TruthTests
{
    [Fact]
    public async Task Truth_OfTrades_IsWhatTheVenueAnswersPastItsFaults()
    {
        await using var simulation = await Simulation.StartAsync();
        simulation.Advance(120);
        var to = simulation.Host.Clock.Milliseconds;
        var truth = await simulation.JsonAsync($"/admin/truth/trades?symbol=BTCUSDT&from={to - 20_000}&to={to}");
        var answered = await simulation.JsonAsync($"/fapi/v1/aggTrades?symbol=BTCUSDT&startTime={to - 20_000}&endTime={to}&limit=1000");
        truth.GetArrayLength().ShouldBeGreaterThan(50);
        truth.GetRawText().ShouldBe(answered.GetRawText());
        simulation.Host.Faults.Inject(new FaultRequest { Fault = FaultKind.Http, Status = 503 });
        (await simulation.JsonAsync($"/admin/truth/trades?symbol=BTCUSDT&from={to - 20_000}&to={to}")).GetRawText().ShouldBe(truth.GetRawText());
    }

    [Fact]
    public async Task Truth_OfLiquidations_IsWhatTheStreamSends()
    {
        await using var simulation = await Simulation.StartAsync(options => options.Speed = 60);
        await using var client = await simulation.ConnectAsync("/market/ws");
        await client.SubscribeAsync("btcusdt@forceOrder");
        simulation.Advance(1);
        var from = simulation.Host.Clock.Milliseconds;
        for (var minute = 0; minute < 10; minute++)
            simulation.Advance(1);
        var truth = (await simulation.JsonAsync($"/admin/truth/liquidations?symbol=BTCUSDT&from={from}")).EnumerateArray().ToArray();
        truth.Length.ShouldBeGreaterThan(1);
        var sent = new List<string>();
        while (sent.Count < truth.Length)
        {
            var frame = await client.NextAsync();
            if (frame.GetProperty("E").GetInt64() >= from)
                sent.Add(frame.GetRawText());
        }

        sent.ShouldBe(truth.Select(order => order.GetRawText()));
        var listed = simulation.Host.Market.Liquidations("BTCUSDT", DateTimeOffset.FromUnixTimeMilliseconds(from), simulation.Host.Clock.Now);
        listed.Select(order => order.Time.ToUnixTimeMilliseconds()).ShouldBe(truth.Select(order => order.GetProperty("E").GetInt64()));
    }

    [Fact]
    public async Task Truth_OfFunding_IsWhatTheStreamSends()
    {
        await using var simulation = await Simulation.StartAsync();
        await using var client = await simulation.ConnectAsync("/market/ws");
        await client.SubscribeAsync("ethusdt@markPrice@1s");
        simulation.Advance(1);
        var first = await client.NextAsync();
        for (var second = 0; second < 10; second++)
            simulation.Advance(1);
        var truth = (await simulation.JsonAsync($"/admin/truth/funding?symbol=ETHUSDT&from={first.GetProperty("E").GetInt64()}")).EnumerateArray().ToArray();
        truth.Length.ShouldBe(11);
        var sent = new List<string> { first.GetRawText() };
        while (sent.Count < truth.Length)
            sent.Add((await client.NextAsync()).GetRawText());
        sent.ShouldBe(truth.Select(mark => mark.GetRawText()));
    }

    [Fact]
    public async Task Truth_OfTheBook_IsTheVenuesSnapshot()
    {
        await using var simulation = await Simulation.StartAsync();
        simulation.Advance(10);
        var truth = await simulation.JsonAsync("/admin/truth/book?symbol=ETHUSDT");
        var depth = await simulation.JsonAsync("/fapi/v1/depth?symbol=ETHUSDT&limit=1000");
        truth.GetRawText().ShouldBe(depth.GetRawText());
    }

    [Theory]
    [InlineData("/admin/truth/trades?symbol=NONE", "symbol")]
    [InlineData("/admin/truth/trades?symbol=BTCUSDT&from=0", "from")]
    [InlineData("/admin/truth/liquidations?symbol=BTCUSDT&to=soon", "to")]
    public async Task Truth_OfWhatIsNot_NamesTheField(string path, string field)
    {
        await using var simulation = await Simulation.StartAsync();
        using var answer = await simulation.AskAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue();
    }
}
