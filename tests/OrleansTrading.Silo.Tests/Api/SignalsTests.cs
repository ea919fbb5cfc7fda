using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Silo.Tests.Api;

public sealed class SignalsTests(SiloFixture silo)
{
    private const long Open = 1_767_225_600_000;
    private const long Made = 1_767_240_000_000;

    [Fact]
    public async Task Signals_OfAnInstrument_AreThoseStoredNewestFirst()
    {
        var id = await AddAsync("TESTUSDT", 3);

        var found = await ListAsync($"instrument={id}&interval=1h&limit=2");

        found.Select(signal => signal.GetProperty("createdAt").GetInt64()).ShouldBe([Made + 2, Made + 1]);
        found[0].GetProperty("targets").EnumerateArray().Select(target => target.GetDouble()).ShouldBe([103, 106]);
        found[0].GetProperty("factors").GetProperty("trend").GetDouble().ShouldBe(90);
        found[0].GetProperty("direction").GetString().ShouldBe("long");
        found[0].GetProperty("key").GetString().ShouldBe($"{id}|1h|{Open + (2 * 3_600_000)}");
        (await ListAsync($"instrument={id}&before={Made + 1}")).Count.ShouldBe(1);
        (await ListAsync($"instrument={id}&from={Made + 1}")).Count.ShouldBe(2);
        (await ListAsync($"instrument={id}&interval=5m")).ShouldBeEmpty();
        (await ListAsync($"instrument={id}&direction=short")).ShouldBeEmpty();
        (await ListAsync($"instrument={id}&minScore=71")).ShouldBeEmpty();
        (await ListAsync($"instrument={id}&after={Uri.EscapeDataString(found[1].GetProperty("key").GetString()!)}"))
            .ShouldHaveSingleItem().GetProperty("createdAt").GetInt64().ShouldBe(Made);
    }

    [Fact]
    public async Task Signals_PagedByTheHeader_AreAllThereOnce()
    {
        var id = await AddAsync("PAGEUSDT", 5);
        var keys = new List<string>();
        for (string? after = null; ;)
        {
            using var response = await silo.Client.GetAsync($"/api/v1/signals?instrument={id}&minScore=60&limit=2{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}");
            using var page = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            keys.AddRange(page.RootElement.EnumerateArray().Select(signal => signal.GetProperty("key").GetString()!));
            if (!response.Headers.TryGetValues("Next-After", out var next))
                break;
            after = next.Single();
        }

        keys.ShouldBe(Enumerable.Range(0, 5).Select(i => $"{id}|1h|{Open + ((4 - i) * 3_600_000)}"));
    }

    [Fact]
    public async Task Signals_ThatAreDecided_TellWhatCameOfThem()
    {
        var id = await AddAsync("WENTUSDT", 3, Target, null, Unknown);

        var outcomes = (await ListAsync($"instrument={id}")).Select(signal => signal.GetProperty("outcome")).ToList();

        outcomes.Select(outcome => outcome.GetProperty("kind").GetString()).ShouldBe(["unknown", "unknown", "target"], "nobody decides one that is so old");
        outcomes[2].GetProperty("r").GetDouble().ShouldBe(1);
        outcomes[2].GetProperty("exit").GetDouble().ShouldBe(103);
        outcomes[0].GetProperty("r").ValueKind.ShouldBe(JsonValueKind.Null);
        (await ListAsync($"instrument={id}&outcome=target")).Count.ShouldBe(1);
        (await ListAsync($"instrument={id}&outcome=unknown&limit=1")).Count.ShouldBe(1);
        (await ListAsync($"instrument={id}&outcome=open")).ShouldBeEmpty();
    }

    [Fact]
    public async Task HitRates_OfSignals_AreCountedWithTheirConfidence()
    {
        var id = await AddAsync("RATEUSDT", 4, Target, Target, Target with { Kind = OutcomeKind.Stop, R = -1 }, Unknown);

        var rates = await silo.GetAsync($"/api/v1/signals/hit-rates?instrument={id}");

        var band = rates.GetProperty("bands").EnumerateArray().ShouldHaveSingleItem();
        band.GetProperty("group").GetString().ShouldBe("70-80");
        (band.GetProperty("signals").GetInt32(), band.GetProperty("targets").GetInt32(), band.GetProperty("unknown").GetInt32()).ShouldBe((4, 2, 1));
        band.GetProperty("rate").GetDouble().ShouldBe(0.6667);
        (band.GetProperty("low").GetDouble(), band.GetProperty("high").GetDouble()).ShouldBe((0.2077, 0.9385));
        rates.GetProperty("intervals")[0].GetProperty("group").GetString().ShouldBe("1h");
        rates.GetProperty("directions")[0].GetProperty("group").GetString().ShouldBe("long");
        rates.GetProperty("total").GetProperty("meanR").GetDouble().ShouldBe(0.3333);
        rates.GetProperty("since").GetInt64().ShouldBe(Made);
        (await silo.GetAsync($"/api/v1/signals/hit-rates?instrument={id}&minScore=80")).GetProperty("total").GetProperty("rate").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("instrument=garbage", "instrument", "venue:SYMBOL")]
    [InlineData("interval=7m", "interval", "expected one of 1m, 3m")]
    [InlineData("direction=up", "direction", "expected one of long, short")]
    [InlineData("outcome=won", "outcome", "expected one of open, target, stop, time, unknown")]
    [InlineData("minScore=101", "minScore", "a number from 0 to 100")]
    [InlineData("from=-1", "from", "a whole number from 0")]
    [InlineData("before=yesterday", "before", "a whole number from 0")]
    [InlineData("limit=501", "limit", "from 1 to 500")]
    public async Task Signals_WithABadParameter_AreRefusedNamingIt(string query, string field, string expected)
    {
        var problem = await silo.GetProblemAsync($"/api/v1/signals?{query}", 400);
        problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldBe([field]);
        problem.GetProperty("errors").GetProperty(field)[0].GetString()!.ShouldContain(expected);
    }

    private static SignalOutcome Target { get; } = new(OutcomeKind.Target, 103, 24, 2, Open + 10_800_000, 103, 1, 3, 1, 0.2, false);

    private static SignalOutcome Unknown { get; } = new(OutcomeKind.Unknown, 103, 24, 0, Open + 3_600_000, null, null, null, null, null, false);

    private async Task<InstrumentId> AddAsync(string symbol, int count, params SignalOutcome?[] outcomes)
    {
        var id = new InstrumentId("binance", symbol);
        var signals = Enumerable.Range(0, count).Select(i => SignalMaker.Make(
            id,
            new MarketReading(KlineInterval.OneHour, Open + (i * 3_600_000), false, 100, 2, 0.01, SignalDirection.Long, 70, new FactorScores { Trend = 90 }, MarketRegime.TrendingUp),
            new SignalRules(50, 1.5, [1.5, 3], 4), Made + i)!).ToList();
        var store = silo.Services.GetRequiredService<ISignalStore>();
        await store.AddAsync(signals, CancellationToken.None);
        await store.SaveOutcomesAsync([.. signals.Zip(outcomes, (signal, outcome) => signal with { Outcome = outcome })], CancellationToken.None);
        return id;
    }

    private async Task<List<JsonElement>> ListAsync(string query) => [.. (await silo.GetAsync($"/api/v1/signals?{query}")).EnumerateArray()];
}
