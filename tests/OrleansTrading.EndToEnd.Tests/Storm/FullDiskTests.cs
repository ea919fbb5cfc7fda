using OrleansTrading.EndToEnd.Tests.Market;
using OrleansTrading.TestKit;

namespace OrleansTrading.EndToEnd.Tests.Storm;

/// <summary>The disk of the recording is really full: it pauses and is told of, the market stays live, and it goes on by itself without a loss.</summary>
public sealed class FullDiskTests
{
    private const long Minute = 60_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Recording_OnADiskThatIsFullForAWhile_PausesAndGoesOnWithoutALoss()
    {
        using var data = new TemporaryDirectory();
        await using var disk = await SmallDisk.TryMountAsync(Path.Combine(data.Path, "capture"), megabytes: 32);
        Assert.SkipWhen(disk is null, "A small file system cannot be mounted: that takes Linux and root.");
        await using var simulator = await HostProcess.StartSimulatorAsync(["--symbols", "4", "--seed", "5", "--speed", "10", "--start", "2026-01-31T12:00:00Z"]);
        using var admin = new SimulatorAdmin(simulator.Address);
        using var venue = new SimulatorClient(simulator.Address);
        var (begun, symbols) = (await venue.GetTimeAsync(), await venue.GetSymbolsAsync());
        await using var silo = await HostProcess.StartSiloAsync(Path.Combine(data.Path, "store"), Settings(simulator, symbols, disk));
        using var api = new SiloClient(silo.Address);
        await UntilAsync(api.GetCaptureAsync, capture => capture.State == "Running" && capture.Kinds.Any(kind => kind is { Kind: "agg_trade", Rows: > 100 }), silo);

        // What was being written at that moment gives its room back: it is taken as well.
        var paused = await UntilAsync(() => FilledAsync(disk, api), capture => capture.State == "Paused", silo);
        paused.PausedBecause.ShouldNotBeNullOrEmpty();
        await UntilAsync(api.GetAlertsAsync, alerts => alerts.Any(IsOpen), silo);
        var before = await venue.GetTimeAsync();
        var live = await UntilAsync(api.GetInstrumentsAsync, instruments => instruments.Length == 4 && instruments.All(one => one.EventTime > before + Minute), silo);
        live.SelectMany(instrument => instrument.Streams).ShouldAllBe(stream => stream.State == "Live" || stream.State == "Idle");
        await UntilAsync(() => FilledAsync(disk, api), capture => capture.State == "Paused", silo);

        disk.MakeRoom();
        await UntilAsync(api.GetCaptureAsync, capture => capture.State == "Running", silo);
        await UntilAsync(api.GetAlertsAsync, alerts => !alerts.Any(IsOpen), silo);
        var until = await venue.GetTimeAsync();
        var files = new CapturedFiles(disk.Path);
        await files.UntilCompleteAsync(admin, symbols, until, Limit, () => silo.Output);
        (await api.GetCaptureAsync()).Kinds.Where(kind => kind.Kind != "agg_trade").ShouldAllBe(kind => kind.LetGo == 0);
        await silo.TerminateAsync(Limit);
        silo.ExitCode.ShouldBe(0, silo.Output);
        files.Unfinished().ShouldBeEmpty();
        foreach (var symbol in symbols)
        {
            var recorded = files.Trades(symbol).OrderBy(trade => trade.Id).ToArray();
            var truth = (await admin.GetTradesAsync(symbol, begun - Minute, until)).Where(trade => trade.Id >= recorded[0].Id).ToArray();
            recorded.Select(trade => trade.Id).ShouldBeUnique(symbol);
            recorded.TakeWhile(trade => trade.Id <= truth[^1].Id).ShouldBe(truth, symbol);
        }
    }

    private static Dictionary<string, string> Settings(HostProcess simulator, string[] symbols, SmallDisk disk) => new()
    {
        ["Venues__Binance__SimulatorAddress"] = simulator.Address.ToString(),
        ["Venues__Kraken__Enabled"] = "false",
        ["Venues__Okx__Enabled"] = "false",
        ["Watchlist__Symbols"] = string.Join(',', symbols),
        ["Market__Intervals"] = "1m,5m",
        ["Capture__Directory"] = disk.Path,
        ["Streams__RotateInterval"] = "00:00:02",
    };

    private static async Task<ApiCapture> FilledAsync(SmallDisk disk, SiloClient api)
    {
        disk.Fill();
        return await api.GetCaptureAsync();
    }

    private static bool IsOpen(ApiAlert alert) => alert.ClearedAt is null && alert.Key.StartsWith("capture-paused/", StringComparison.Ordinal);

    private static Task<T> UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> satisfies, HostProcess silo) =>
        Eventually.GetAsync(ask, satisfies, Limit, () => silo.Output);
}
