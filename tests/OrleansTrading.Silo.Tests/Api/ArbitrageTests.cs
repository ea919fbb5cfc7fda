using System.Text.Json;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Api;

public sealed class ArbitrageTests(SiloFixture silo)
{
    private const string Path = "/api/v1/arbitrage";

    [Fact]
    public async Task Arbitrage_OfAnAssetAtTwoVenues_TellsItsSpreadsBestFirst()
    {
        var view = await Eventually.GetAsync(() => silo.GetAsync(Path + "?asset=BTC"), answer => answer.GetProperty("spreads").GetArrayLength() > 0, TimeSpan.FromSeconds(60));
        view.GetProperty("lookedAt").GetInt64().ShouldBeGreaterThan(0);
        var spreads = view.GetProperty("spreads").EnumerateArray().ToList();
        spreads.Select(spread => Number(spread, "netBps")).ShouldBe(spreads.Select(spread => Number(spread, "netBps")).OrderDescending());
        spreads.ShouldAllBe(spread => spread.GetProperty("asset").GetString() == "BTC" && Number(spread, "netBps") < Number(spread, "grossBps"));
        spreads.ShouldAllBe(spread => !spread.GetProperty("sell").GetString()!.StartsWith("kraken:"), "what is not held cannot be sold on a spot market");
    }

    [Theory]
    [InlineData("?minNetBps=much", "minNetBps")]
    [InlineData("?minNetBps=10001", "minNetBps")]
    [InlineData("?minNetBps=NaN", "minNetBps")]
    [InlineData("?asset=DOGE", "asset")]
    [InlineData("/history?limit=0", "limit")]
    [InlineData("/history?before=-1", "before")]
    public async Task Arbitrage_WithABadParameter_IsRefusedNamingIt(string query, string field)
    {
        var problem = await silo.GetProblemAsync(Path + query, 400);
        problem.GetProperty("errors").EnumerateObject().ShouldHaveSingleItem().Name.ShouldBe(field);
    }

    [Fact]
    public async Task Arbitrage_OfMoreThanThereIs_IsEmpty()
    {
        var view = await silo.GetAsync(Path + "?minNetBps=10000");
        (view.GetProperty("spreads").GetArrayLength(), view.GetProperty("opportunities").GetArrayLength()).ShouldBe((0, 0));
        (await silo.GetAsync(Path + "/history?asset=DOGE")).GetArrayLength().ShouldBe(0);
    }

    private static double Number(JsonElement element, string name) => element.GetProperty(name).GetDouble();
}
