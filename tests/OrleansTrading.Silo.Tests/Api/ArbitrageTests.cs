using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Exchanges.Binance.Environment;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Api;

public sealed class ArbitrageTests(SiloFixture silo)
{
    private const string Path = "/api/v1/arbitrage";
    private const string Bought = "binance:ETHUSDT";
    private const string Sold = "okx:ETH-USDT-SWAP";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

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

    [Fact]
    public async Task Arbitrage_OfAScriptedGap_ListsItsNetFigureAndDropsItWhenTheGapCloses()
    {
        using var market = new HttpClient { BaseAddress = silo.Services.GetRequiredService<BinanceEnvironment>().RestAddress };
        await Eventually.GetAsync(
            () => silo.GetAsync(Path + "?asset=ETH"), view => view.GetProperty("spreads").EnumerateArray().Any(IsOfTheGap), Limit, describe: view => $"{view}");
        using var posted = await market.PostAsJsonAsync("/admin/price", new { venue = "okx", symbol = "ETHUSDT", percent = 1.5, durationMs = 600_000 });
        var fault = (await posted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
        try
        {
            var open = await Eventually.GetAsync(OpenAsync, open => open is not null, Limit);
            var spread = open!.Value.GetProperty("spread");
            Number(spread, "netBps").ShouldBe(NetBps(Number(spread, "buyPrice"), Number(spread, "sellPrice")), 1e-6);
            Number(spread, "grossBps").ShouldBe(150, 30);
            await Eventually.GetAsync(
                CompareAsync, pair => Math.Abs(pair.Told - pair.Walked) < 2, Limit, describe: pair => $"told {pair.Told}, the books come to {pair.Walked}");
            (await silo.GetAsync(Path + "?asset=ETH&minNetBps=500")).GetProperty("opportunities").GetArrayLength().ShouldBe(0);
        }
        finally
        {
            (await market.DeleteAsync($"/admin/faults/{fault}")).EnsureSuccessStatusCode();
        }

        await Eventually.GetAsync(OpenAsync, open => open is null, Limit);
        var past = (await silo.GetAsync(Path + "/history?asset=ETH")).EnumerateArray().First(one => IsOfTheGap(one.GetProperty("spread")));
        past.GetProperty("end").GetString().ShouldBe("closed");
        Number(past, "bestNetBps").ShouldBe(140, 30);
    }

    private async Task<JsonElement?> OpenAsync()
    {
        var open = (await silo.GetAsync(Path + "?asset=ETH&minNetBps=50")).GetProperty("opportunities").EnumerateArray()
            .Where(one => IsOfTheGap(one.GetProperty("spread"))).ToList();
        return open is [var one] ? one : null;
    }

    /// <summary>What is told, beside what the books of the two venues come to at the same quantity.</summary>
    private async Task<(double Told, double Walked)> CompareAsync()
    {
        var spread = (await silo.GetAsync(Path + "?asset=ETH")).GetProperty("spreads").EnumerateArray().Single(IsOfTheGap);
        var quantity = Number(spread, "quantity");
        var bought = Walk((await silo.GetAsync($"/api/v1/instruments/{Bought}/book?levels=50")).GetProperty("asks"), quantity);
        var sold = Walk((await silo.GetAsync($"/api/v1/instruments/{Sold}/book?levels=50")).GetProperty("bids"), quantity);
        return (Number(spread, "netBps"), NetBps(bought, sold));
    }

    private static double Walk(JsonElement levels, double quantity)
    {
        var (left, value) = (quantity, 0.0);
        foreach (var level in levels.EnumerateArray())
        {
            var taken = Math.Min(left, Number(level, "quantity"));
            (left, value) = (left - taken, value + (taken * Number(level, "price")));
        }

        return left > 1e-12 ? double.NaN : value / quantity;
    }

    /// <summary>Both venues take 0.05 % of what takes.</summary>
    private static double NetBps(double bought, double sold) => ((sold * 0.9995) - (bought * 1.0005)) / bought * 10_000;

    private static bool IsOfTheGap(JsonElement spread) => spread.GetProperty("buy").GetString() == Bought && spread.GetProperty("sell").GetString() == Sold;

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
