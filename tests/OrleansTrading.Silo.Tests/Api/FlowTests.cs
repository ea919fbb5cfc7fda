using System.Text.Json;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Api;

public sealed class FlowTests(SiloFixture silo)
{
    private const string Path = "/api/v1/instruments/binance:BTCUSDT/flow";

    [Fact]
    public async Task Flow_OfALiveInstrument_IsBySecondOldestFirst()
    {
        var flow = await Eventually.GetAsync(
            () => silo.GetAsync(Path), answer => answer.GetProperty("seconds").GetArrayLength() >= 3, TimeSpan.FromSeconds(30));
        var seconds = flow.GetProperty("seconds").EnumerateArray().ToList();
        var times = seconds.Select(second => second.GetProperty("openTime").GetInt64()).ToList();
        times.ShouldBe(times.Distinct().Order());
        times.ShouldAllBe(time => time % 1000 == 0);
        // An event that comes after the first can be a little older.
        times[0].ShouldBeGreaterThan(flow.GetProperty("since").GetInt64() - 2000);
        seconds.ShouldAllBe(second => Number(second, "delta") == Number(second, "buyVolume") - Number(second, "sellVolume"));
        seconds.ShouldContain(second => Number(second, "trades") > 0);
        seconds.ShouldContain(second => Number(second, "bookChanges") > 0);
        seconds.Where(second => second.GetProperty("bid").ValueKind == JsonValueKind.Number)
            .ShouldAllBe(second => Number(second, "bid") < Number(second, "ask"));
        flow.GetProperty("vwap").GetDouble().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Flow_OfOneSecond_IsTheNewest() =>
        (await silo.GetAsync(Path + "?seconds=1")).GetProperty("seconds").GetArrayLength().ShouldBeLessThanOrEqualTo(1);

    [Theory]
    [InlineData("0")]
    [InlineData("3601")]
    [InlineData("-5")]
    [InlineData("1.5")]
    [InlineData("all")]
    public async Task Flow_WithBadSeconds_IsRefusedNamingThem(string seconds)
    {
        var problem = await silo.GetProblemAsync($"{Path}?seconds={seconds}", 400);
        problem.GetProperty("errors").GetProperty("seconds")[0].GetString()!.ShouldContain("a whole number from 1 to 3600");
    }

    [Fact]
    public async Task Flow_OfAnUnknownInstrument_IsNotFound() =>
        (await silo.GetProblemAsync("/api/v1/instruments/binance:NOSUCH/flow", 404)).GetProperty("field").GetString().ShouldBe("id");

    private static double Number(JsonElement second, string name) => second.GetProperty(name).GetDouble();
}
