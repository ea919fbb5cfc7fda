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
            "ETHUSDT",
            files.Select(file => (Path.GetFileNameWithoutExtension(file.Path), file.Interval, RecordedCandles.Read(file.Path))).ToList());
    }

    [Fact]
    public async Task Silo_MinutesReplayedUnderFaults_ServesExactlyTheFiles()
    {
        var root = SharedData.TryFind("market/binance-spot-1m");
        Assert.SkipWhen(root is null, SharedData.Absent("market/binance-spot-1m"));
        var candles = Directory.GetFiles(root, "*.zip").Order(StringComparer.Ordinal).SelectMany(RecordedCandles.Read).ToList();
        candles.Count.ShouldBe(3 * 1440);

        await ReplayAsync(root, "1m,5m,15m,1h", ["--speed", "6000"], "BTCUSDT", [("BTCUSDT", "1m", candles)]);
    }

    private static async Task ReplayAsync(
        string root, string intervals, string[] pace, string frozen, List<(string Symbol, string Interval, List<ApiKline> Candles)> recorded)
    {
        using var data = new TemporaryDirectory();
        // A market that is so many times as fast has as many times the candles to ask for in a minute.
        await using var simulator = await HostProcess.StartSimulatorAsync(["--replay", root, "--weight", "1000000000", .. pace]);
        await using var silo = await HostProcess.StartSiloAsync(Path.Combine(data.Path, "store"), new Dictionary<string, string>
        {
            ["Venues__Binance__SimulatorAddress"] = simulator.Address.ToString(),
            ["Market__Intervals"] = intervals,
            ["Streams__KlineTimeout"] = "00:00:03",
            ["Venues__Binance__Rest__WeightLimit"] = "100000",
        });
        using var api = new SiloClient(silo.Address);
        using var venue = new SimulatorClient(simulator.Address);

        await FaultsAsync(simulator, api, frozen, () => silo.Output);
        await EndOfReplayAsync(venue);

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

    /// <summary>All connections are cut, one stream freezes until it is found, and all are cut again; each time only once the silo has got over the last.</summary>
    private static async Task FaultsAsync(HostProcess simulator, SiloClient api, string frozen, Func<string> output)
    {
        using var admin = new SimulatorAdmin(simulator.Address);
        for (var cut = 1; cut <= 2; cut++)
        {
            await LiveAsync(api, output);
            await admin.InjectAsync(new { fault = "drop" });
            await Eventually.GetAsync(
                api.GetInstrumentsAsync, instruments => Candles(instruments).Max(stream => stream.Reconnects) >= cut, Limit, output);
            await LiveAsync(api, output);
            if (cut == 1)
                await FreezeAsync(admin, api, frozen, output);
        }
    }

    private static async Task FreezeAsync(SimulatorAdmin admin, SiloClient api, string symbol, Func<string> output)
    {
        await admin.InjectAsync(new { fault = "freeze", symbol, stream = "kline" });
        await Eventually.GetAsync(
            () => api.GetStreamHistoryAsync($"binance:{symbol}"), changes => changes.Any(change => change.Kind == "kline" && change.To == "Stalled"), Limit, output);
        await admin.ClearFaultsAsync();
    }

    private static Task LiveAsync(SiloClient api, Func<string> output) => Eventually.GetAsync(
        api.GetInstrumentsAsync, instruments => Candles(instruments) is [_, ..] streams && streams.All(stream => stream.State == "Live"), Limit, output);

    private static ApiStream[] Candles(ApiInstrument[] instruments) =>
        [.. instruments.SelectMany(instrument => instrument.Streams).Where(stream => stream.Kind == "kline")];

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
