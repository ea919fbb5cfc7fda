using OrleansTrading.EndToEnd.Tests.Market;
using OrleansTrading.TestKit;

namespace OrleansTrading.EndToEnd.Tests.Storm;

/// <summary>
/// One run for all tests: a simulator and a silo that records, as processes; every kind of fault, each ended when it was seen; a calm in which
/// everything comes to be well; a clean stop. Tests look at what was left behind, and at the simulator, which is there to the end.
/// </summary>
public sealed class StormFixture : IAsyncLifetime
{
    public const long Second = 1_000;
    private const long Minute = 60 * Second;
    private const int SymbolCount = 8;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly TemporaryDirectory _data = new();
    private HostProcess? _simulator;
    private SimulatorAdmin? _admin;

    public IReadOnlyList<string> Symbols { get; private set; } = [];

    /// <summary>The venue's time at the beginning, and when all was well again after the last fault.</summary>
    public long Begun { get; private set; }

    public long Calm { get; private set; }

    public string SiloOutput { get; private set; } = "";

    public int SiloExitCode { get; private set; } = -1;

    internal SimulatorAdmin Admin => _admin!;

    internal SimulatorClient Venue { get; private set; } = null!;

    internal CapturedFiles Captured { get; private set; } = null!;

    internal StormScript Script { get; private set; } = null!;

    /// <summary>What the API told at the end.</summary>
    internal ApiInstrument[] Instruments { get; private set; } = [];

    internal Dictionary<string, ApiTransition[]> Histories { get; } = [];

    internal Dictionary<string, ApiBook> Books { get; } = [];

    internal Dictionary<string, List<ApiKline>> Candles { get; } = [];

    internal ApiAlert[] Alerts { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        _simulator = await HostProcess.StartSimulatorAsync(
            ["--symbols", $"{SymbolCount}", "--seed", "21", "--speed", "10", "--start", "2026-01-31T12:00:00Z", "--burst", "3@12:01/2m"]);
        _admin = new SimulatorAdmin(_simulator.Address);
        Venue = new SimulatorClient(_simulator.Address);
        Symbols = await Venue.GetSymbolsAsync();
        Begun = await Venue.GetTimeAsync();
        var store = Path.Combine(_data.Path, "store");
        Captured = new CapturedFiles(Path.Combine(store, "capture"));
        await using var silo = await HostProcess.StartSiloAsync(store, Settings());
        using var api = new SiloClient(silo.Address);
        Script = new StormScript(_admin, api, Symbols, Limit, () => silo.Output);
        await Script.LiveAsync();
        await Script.RunAsync();
        Calm = await Venue.GetTimeAsync();
        await Captured.UntilCompleteAsync(_admin, Symbols, Calm, Limit, () => silo.Output);
        await ReadAsync(api);
        await silo.TerminateAsync(Limit);
        (SiloOutput, SiloExitCode) = (silo.Output, silo.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        _admin?.Dispose();
        Venue?.Dispose();
        if (_simulator is not null)
            await _simulator.DisposeAsync();
        _data.Dispose();
    }

    /// <summary>Short times, so that a storm takes a minute; the streams' own are learnt within seconds at this speed.</summary>
    private Dictionary<string, string> Settings() => new()
    {
        ["Venues__Binance__SimulatorAddress"] = _simulator!.Address.ToString(),
        ["Venues__Binance__Streams__ReconnectDelay"] = "00:00:00.500",
        ["Venues__Kraken__Enabled"] = "false",
        ["Venues__Okx__Enabled"] = "false",
        ["Watchlist__Symbols"] = string.Join(',', Symbols),
        ["Market__Intervals"] = "1m,5m",
        ["Market__RepairGrace"] = "00:00:01",
        ["Market__TradeTailInterval"] = "00:00:02",
        ["Capture__FundingInterval"] = "00:00:10",
        ["Streams__TradeTimeout"] = "00:00:05",
        ["Streams__OrderBookTimeout"] = "00:00:05",
        ["Streams__KlineTimeout"] = "00:00:05",
        ["Streams__MarkPriceTimeout"] = "00:00:05",
        ["Streams__HealthCheckInterval"] = "00:00:01",
        ["Streams__RotateInterval"] = "00:00:03",
        ["Streams__ExtremeTrafficThreshold"] = "4000",
        ["Streams__ExtremeRotateInterval"] = "00:00:01",
    };

    private async Task ReadAsync(SiloClient api)
    {
        Instruments = await Script.LiveAsync();
        Alerts = await Eventually.GetAsync(api.GetAlertsAsync, alerts => !alerts.Any(StormScript.IsOpen), Limit, describe: alerts => string.Join(' ', alerts.Where(StormScript.IsOpen)));
        var lastOpen = (Calm / Minute * Minute) - Minute;
        foreach (var symbol in Symbols)
        {
            var id = $"binance:{symbol}";
            // It is looked at twice a second, and may be a moment behind what the streams say of themselves.
            Histories[symbol] = await Eventually.GetAsync(
                () => api.GetStreamHistoryAsync(id), changes => changes.GroupBy(change => change.Kind).All(stream => stream.Last().To == "Live"), Limit);
            Books[symbol] = await Eventually.GetAsync(() => api.GetBookAsync(id), book => book.Phase == "live", Limit);
            Candles[symbol] = await Eventually.GetAsync(
                () => api.GetAllKlinesAsync(id, "1m", lastOpen - (60 * Minute), lastOpen), klines => klines.Count == 61 && klines.All(kline => kline.Closed), Limit);
        }
    }
}
