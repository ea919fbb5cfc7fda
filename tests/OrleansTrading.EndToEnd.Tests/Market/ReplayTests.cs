using OrleansTrading.TestKit;

namespace OrleansTrading.EndToEnd.Tests.Market;

/// <summary>
/// The recorded market is replayed at high speed through the silo, while connections drop and a stream freezes.
/// In the end the API serves exactly the candles of the files. The last fault lies well before the end of the data: where
/// a replay stands still, no later candle can prove that the last one is final, only its closing frame can.
/// </summary>
public sealed class ReplayTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Silo_PerpetualsReplayedUnderFaults_ServesExactlyTheFiles()
    {
        var root = SharedData.TryFind("market/binance-usdm");
        Assert.SkipWhen(root is null, SharedData.Absent("market/binance-usdm"));
        var files = new[] { "1h", "4h" }
            .SelectMany(interval => Directory.GetFiles(Path.Combine(root, interval), "*.csv").Select(path => (Interval: interval, Path: path)))
            .ToList();
        files.Count.ShouldBe(24);

        await ReplayAsync(
            root,
            "1h,4h",
            ["--replay-from", "2026-02-01T00:00:00Z", "--speed", "100000"],
            """
            [
              {"at":"00:00:04","clock":"real","fault":"drop"},
              {"at":"00:00:09","clock":"real","fault":"freeze","symbol":"ETHUSDT","stream":"kline","durationMs":4000},
              {"at":"00:00:15","clock":"real","fault":"drop","path":"market"}
            ]
            """,
            files.Select(file => (Path.GetFileNameWithoutExtension(file.Path), file.Interval, RecordedCandles.Read(file.Path))).ToList());
    }

    [Fact]
    public async Task Silo_MinutesReplayedUnderFaults_ServesExactlyTheFiles()
    {
        var root = SharedData.TryFind("market/binance-spot-1m");
        Assert.SkipWhen(root is null, SharedData.Absent("market/binance-spot-1m"));
        var candles = Directory.GetFiles(root, "*.zip").Order(StringComparer.Ordinal).SelectMany(RecordedCandles.Read).ToList();
        candles.Count.ShouldBe(3 * 1440);

        await ReplayAsync(
            root,
            "1m,5m,15m,1h",
            ["--speed", "6000"],
            """
            [
              {"at":"00:00:03","clock":"real","fault":"drop"},
              {"at":"00:00:07","clock":"real","fault":"freeze","symbol":"BTCUSDT","stream":"kline","durationMs":4000},
              {"at":"00:00:12","clock":"real","fault":"drop"}
            ]
            """,
            [("BTCUSDT", "1m", candles)]);
    }

    private static async Task ReplayAsync(
        string root, string intervals, string[] pace, string faults, List<(string Symbol, string Interval, List<ApiKline> Candles)> recorded)
    {
        using var data = new TemporaryDirectory();
        var script = Path.Combine(data.Path, "faults.json");
        await File.WriteAllTextAsync(script, faults);
        await using var simulator = await HostProcess.StartSimulatorAsync(["--replay", root, "--faults", script, .. pace]);
        await using var silo = await HostProcess.StartSiloAsync(Path.Combine(data.Path, "store"), new Dictionary<string, string>
        {
            ["Venues__Binance__SimulatorAddress"] = simulator.Address.ToString(),
            ["Market__Intervals"] = intervals,
            ["Streams__KlineTimeout"] = "00:00:03",
        });
        using var api = new SiloClient(silo.Address);
        using var venue = new SimulatorClient(simulator.Address);

        await EndOfReplayAsync(venue);
        var reconnects = (await api.GetInstrumentsAsync()).Max(instrument => instrument.Streams.Max(stream => stream.Reconnects));
        reconnects.ShouldBeGreaterThanOrEqualTo(2, $"two disconnects were scripted\n{silo.Output}");

        foreach (var (symbol, interval, candles) in recorded)
        {
            var (from, to) = (candles[0].OpenTime, candles[^1].OpenTime);
            var served = await Eventually.GetAsync(
                () => api.GetAllKlinesAsync($"binance:{symbol}", interval, from, to),
                klines => klines.Count == candles.Count && klines.All(kline => kline.Closed),
                Limit,
                () => $"{symbol} {interval}\n{silo.Output}",
                klines => $"{klines.Count} of {candles.Count} candles, open: {string.Join(',', klines.Where(kline => !kline.Closed).Take(5))}");
            for (var i = 0; i < candles.Count; i++)
                Known(served[i], candles[i]).ShouldBe(candles[i], $"{symbol} {interval} candle {i}");
        }
    }

    /// <summary>The replay's clock stands still at the end of the data.</summary>
    private static async Task EndOfReplayAsync(SimulatorClient venue)
    {
        var before = 0L;
        await Eventually.GetAsync(
            venue.GetTimeAsync,
            now =>
            {
                var stands = now == before;
                before = now;
                return stands;
            },
            Limit);
    }

    /// <summary>Some recordings lack the takers' volume; there the silo's is not compared.</summary>
    private static ApiKline Known(ApiKline served, ApiKline recorded) =>
        double.IsNaN(recorded.TakerBuyVolume) ? served with { TakerBuyVolume = double.NaN } : served;
}
