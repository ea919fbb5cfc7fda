using System.Text.Json;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Api;

public sealed class BookTests(SiloFixture silo)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly string[] Members =
        ["id", "phase", "eventTime", "ageMs", "lastUpdateId", "resyncs", "spread", "imbalance", "bids", "asks"];

    [Fact]
    public async Task Book_OfALiveInstrument_ShowsTheBestLevelsInOrder()
    {
        var book = await Eventually.GetAsync(() => silo.GetAsync("/api/v1/instruments/binance:BTCUSDT/book?levels=5"), IsLive, Limit);
        book.EnumerateObject().Select(member => member.Name).ShouldBe(Members);
        var (bids, asks) = (Prices(book, "bids"), Prices(book, "asks"));
        (bids.Length, asks.Length).ShouldBe((5, 5));
        bids.ShouldBe(bids.OrderDescending());
        asks.ShouldBe(asks.Order());
        asks[0].ShouldBeGreaterThan(bids[0]);
        book.GetProperty("spread").GetDouble().ShouldBe(asks[0] - bids[0]);
        book.GetProperty("imbalance").GetDouble().ShouldBeInRange(-1, 1);
        (await silo.GetAsync("/api/v1/instruments/binance:BTCUSDT/book")).GetProperty("bids").GetArrayLength().ShouldBe(20);
    }

    [Fact]
    public async Task Book_OfAnInstrumentThatIsNotFollowed_IsToldToBeAbsent()
    {
        var book = await silo.GetAsync("/api/v1/instruments/binance:XRPUSDT/book");
        book.EnumerateObject().Select(member => member.Name).ShouldBe(Members);
        book.GetProperty("phase").GetString().ShouldBe("absent");
        (book.GetProperty("bids").GetArrayLength(), book.GetProperty("asks").GetArrayLength()).ShouldBe((0, 0));
        foreach (var member in (string[])["eventTime", "ageMs", "lastUpdateId", "spread", "imbalance"])
            book.GetProperty(member).ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1001")]
    [InlineData("-1")]
    [InlineData("five")]
    [InlineData("1.5")]
    public async Task Book_LevelsOutOfRange_AreRefusedWithTheRange(string levels)
    {
        var problem = await silo.GetProblemAsync($"/api/v1/instruments/binance:BTCUSDT/book?levels={levels}", 400);
        problem.GetProperty("errors").GetProperty("levels")[0].GetString()!.ShouldContain($"'{levels}'; expected a whole number from 1 to 1000");
    }

    [Fact]
    public async Task Book_OfWhatDoesNotExistOrIsNoId_IsRefused()
    {
        (await silo.GetProblemAsync("/api/v1/instruments/binance:NOSUCHUSDT/book", 404)).GetProperty("field").GetString().ShouldBe("id");
        (await silo.GetProblemAsync("/api/v1/instruments/BTCUSDT/book?levels=0", 400)).GetProperty("errors").EnumerateObject()
            .Select(error => error.Name).ShouldBe(["id", "levels"]);
    }

    private static bool IsLive(JsonElement book) => book.GetProperty("phase").GetString() == "live";

    private static double[] Prices(JsonElement book, string side) =>
        [.. book.GetProperty(side).EnumerateArray().Select(level => level.GetProperty("price").GetDouble())];
}
