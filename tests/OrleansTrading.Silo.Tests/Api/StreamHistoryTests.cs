using System.Text.Json;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Api;

public sealed class StreamHistoryTests(SiloFixture silo)
{
    private const string Path = "/api/v1/instruments/binance:BTCUSDT/streams/history";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task History_OfALiveInstrument_TellsHowEachStreamCameAlive()
    {
        var history = await Eventually.GetAsync(
            () => silo.GetAsync(Path), answer => Kinds(answer, "Live").IsSupersetOf(["kline", "trade", "bookTicker", "markPrice"]), Limit);
        history.GetProperty("id").GetString().ShouldBe("binance:BTCUSDT");
        (history.GetProperty("to").GetInt64() - history.GetProperty("from").GetInt64()).ShouldBe(24 * 3_600_000);
        var changes = history.GetProperty("transitions").EnumerateArray().ToList();
        foreach (var kind in changes.GroupBy(change => change.GetProperty("kind").GetString()))
        {
            kind.First().GetProperty("reason").GetString().ShouldBe("began following");
            kind.First().GetProperty("to").GetString().ShouldBe("Waiting");
            kind.ShouldAllBe(change => change.GetProperty("watched").GetBoolean());
            kind.Zip(kind.Skip(1)).ShouldAllBe(pair => pair.First.GetProperty("to").GetString() == pair.Second.GetProperty("from").GetString());
        }

        changes.Select(change => change.GetProperty("at").GetInt64()).ShouldBeInOrder();
    }

    [Fact]
    public async Task History_FromNowOn_SaysWhatStands()
    {
        var to = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
        await Eventually.GetAsync(() => silo.GetAsync(Path), answer => Kinds(answer, "Live").Contains("trade"), Limit);
        var history = await silo.GetAsync($"{Path}?from={to}&to={to}");
        Kinds(history, "Live").ShouldContain("trade");
        history.GetProperty("transitions").EnumerateArray().Select(change => change.GetProperty("kind").GetString()).ShouldBeUnique();
    }

    [Fact]
    public async Task History_OfHours_EndsWhereItIsToldTo()
    {
        var history = await silo.GetAsync($"{Path}?to=1767225600000&hours=2");
        history.GetProperty("from").GetInt64().ShouldBe(1767225600000 - (2 * 3_600_000));
        history.GetProperty("transitions").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("?from=x", "from", "expected a whole number from 0 to")]
    [InlineData("?to=-1", "to", "expected a whole number from 0 to")]
    [InlineData("?hours=0", "hours", "expected a whole number from 1 to")]
    [InlineData("?from=2&to=1", "from", "expected from <= to")]
    [InlineData("?from=2&hours=1", "hours", "expected one of them")]
    public async Task History_OfAWrongRange_IsRefusedByName(string query, string field, string message)
    {
        var problem = await silo.GetProblemAsync(Path + query, 400);
        problem.GetProperty("errors").GetProperty(field)[0].GetString()!.ShouldContain(message);
    }

    [Fact]
    public async Task History_OfNoInstrument_IsNotFound() =>
        (await silo.GetProblemAsync("/api/v1/instruments/binance:NOSUCHUSDT/streams/history", 404)).GetProperty("field").GetString().ShouldBe("id");

    private static HashSet<string?> Kinds(JsonElement history, string state) => history.GetProperty("transitions").EnumerateArray()
        .Where(change => change.GetProperty("to").GetString() == state).Select(change => change.GetProperty("kind").GetString()).ToHashSet();
}
