using System.Globalization;
using OrleansTrading.Simulator.Tests.Support;
using OrleansTrading.TestKit;

namespace OrleansTrading.Simulator.Tests.Replay;

public class RecordedMarketTests
{
    private const string Futures = "market/binance-usdm";
    private const string Spot = "market/binance-spot-1m";

    [Fact]
    public async Task Klines_OfEveryFileAndRow_AreTheFilesOwn()
    {
        await using var simulation = await ReplayAsync(Futures, atTheEnd: true);
        foreach (var interval in new[] { "1h", "4h" })
        {
            foreach (var file in Directory.GetFiles(SharedData.TryFind($"{Futures}/{interval}")!))
            {
                var rows = File.ReadLines(file).Skip(1).Select(line => line.Split(',')).ToList();
                var served = await AllKlinesAsync(simulation, Path.GetFileNameWithoutExtension(file), interval);
                served.Count.ShouldBe(rows.Count);
                for (var i = 0; i < rows.Count; i++)
                {
                    // timestamp, open, high, low, close, volume, quote_volume, trades, close_time
                    served[i].Take(6).Select(Number).ShouldBe(rows[i].Take(6).Select(Number), $"{file} row {i}");
                    served[i][6].ShouldBe(rows[i][8]);
                    Number(served[i][7]).ShouldBe(Number(rows[i][6]));
                    served[i][8].ShouldBe(rows[i][7]);
                }
            }
        }
    }

    [Fact]
    public async Task Klines_OfZippedDumps_AreTheFilesOwn()
    {
        await using var simulation = await ReplayAsync(Spot, atTheEnd: true);
        var served = await AllKlinesAsync(simulation, "BTCUSDT", "1m");
        var rows = Directory.GetFiles(SharedData.TryFind(Spot)!).Order().SelectMany(ZippedRows).ToList();
        served.Count.ShouldBe(rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            served[i].Take(11).ShouldBe(rows[i].Take(11));
        }
    }

    [Theory]
    [InlineData("2h", 2)]
    [InlineData("12h", 12)]
    [InlineData("1d", 24)]
    public async Task Klines_WithoutAFile_AreRolledUpFromTheFinest(string interval, int hours)
    {
        await using var simulation = await ReplayAsync(Futures, atTheEnd: true);
        var from = new DateTimeOffset(2025, 12, 1, 0, 0, 0, TimeSpan.Zero);
        var market = simulation.Host.Market;
        var now = simulation.Host.Clock.Now;
        var hourly = market.Klines("ETHUSDT", "1h", from, from.AddHours(hours * 4 - 1), now).Chunk(hours).ToList();
        var longer = market.Klines("ETHUSDT", interval, from, from.AddHours(hours * 4 - 1), now);
        longer.Count.ShouldBe(4);
        for (var i = 0; i < 4; i++)
        {
            longer[i].Open.ShouldBe(hourly[i][0].Open);
            longer[i].Close.ShouldBe(hourly[i][^1].Close);
            longer[i].High.ShouldBe(hourly[i].Max(candle => candle.High));
            longer[i].Volume.ShouldBe(hourly[i].Sum(candle => candle.Volume));
            longer[i].QuoteVolume.ShouldBe(hourly[i].Sum(candle => candle.QuoteVolume));
            longer[i].Trades.ShouldBe(hourly[i].Sum(candle => candle.Trades));
        }
    }

    [Fact]
    public async Task Clock_StartsAfterSomeHistoryAndStopsAtTheEnd()
    {
        await using var simulation = await ReplayAsync(Futures, atTheEnd: false);
        var start = simulation.Host.Clock.Now;
        (await simulation.JsonAsync("/fapi/v1/klines?symbol=BTCUSDT&interval=1h&limit=1500")).GetArrayLength().ShouldBeGreaterThanOrEqualTo(300);
        simulation.Host.Clock.HasEnded.ShouldBeFalse();
        // At the test's speed this is past the end of any data.
        simulation.Advance(300);
        simulation.Host.Clock.HasEnded.ShouldBeTrue();
        var end = simulation.Host.Clock.Now;
        end.ShouldBeGreaterThan(start);
        simulation.Advance(10);
        (await simulation.JsonAsync("/fapi/v1/time")).GetProperty("serverTime").GetInt64().ShouldBe(end.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task Streams_OfTwoIntervals_CloseWithTheFilesCandles()
    {
        await using var simulation = await ReplayAsync(Futures, atTheEnd: false);
        await using var client = await simulation.ConnectAsync("/market/ws");
        await client.SubscribeAsync("btcusdt@kline_1h", "btcusdt@kline_4h");
        var market = simulation.Host.Market;
        var (hours, fours) = (0, 0);
        while (hours < 12 || fours < 3)
        {
            simulation.Advance(0.05);
            var kline = (await client.NextAsync()).GetProperty("k");
            if (!kline.GetProperty("x").GetBoolean())
            {
                continue;
            }

            var interval = kline.GetProperty("i").GetString()!;
            var open = DateTimeOffset.FromUnixTimeMilliseconds(kline.GetProperty("t").GetInt64());
            var truth = market.Klines("BTCUSDT", interval, open, open, DateTimeOffset.MaxValue).Single();
            Number(kline.GetProperty("o").GetString()!).ShouldBe(truth.Open);
            Number(kline.GetProperty("h").GetString()!).ShouldBe(truth.High);
            Number(kline.GetProperty("l").GetString()!).ShouldBe(truth.Low);
            Number(kline.GetProperty("c").GetString()!).ShouldBe(truth.Close);
            Number(kline.GetProperty("v").GetString()!).ShouldBe(truth.Volume);
            Number(kline.GetProperty("q").GetString()!).ShouldBe(truth.QuoteVolume);
            kline.GetProperty("n").GetInt64().ShouldBe(truth.Trades);
            hours += interval == "1h" ? 1 : 0;
            fours += interval == "4h" ? 1 : 0;
        }
    }

    private static async Task<Simulation> ReplayAsync(string folder, bool atTheEnd)
    {
        Assert.SkipWhen(SharedData.TryFind(folder) is null, SharedData.Absent(folder));
        var simulation = await Simulation.StartAsync(options =>
        {
            options.ReplayDirectory = SharedData.TryFind(folder);
            options.Speed = 72_000;
            options.WeightPerMinute = int.MaxValue;
        });
        if (atTheEnd)
        {
            simulation.Advance(300);
        }

        return simulation;
    }

    private static async Task<List<string[]>> AllKlinesAsync(Simulation simulation, string symbol, string interval)
    {
        var all = new List<string[]>();
        var start = 0L;
        while (true)
        {
            var page = await simulation.JsonAsync($"/fapi/v1/klines?symbol={symbol}&interval={interval}&startTime={start}&limit=1500");
            if (page.GetArrayLength() == 0)
            {
                return all;
            }

            all.AddRange(page.EnumerateArray().Select(row => row.EnumerateArray().Select(field => field.ToString()).ToArray()));
            start = long.Parse(all[^1][0], CultureInfo.InvariantCulture) + 1;
        }
    }

    private static IEnumerable<string[]> ZippedRows(string file)
    {
        using var archive = System.IO.Compression.ZipFile.OpenRead(file);
        using var reader = new StreamReader(archive.Entries.Single().Open());
        while (reader.ReadLine() is { } line)
        {
            yield return line.Split(',');
        }
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
