using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansTrading.TestKit;

namespace OrleansTrading.Benchmarks.Pages;

/// <summary>The simulator and a silo that follows all of its symbols, each a process of its own, on loopback.</summary>
internal sealed class PagesMarket : IAsyncDisposable
{
    private static readonly TimeSpan WarmUpLimit = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    private readonly TemporaryDirectory _data;
    private readonly HostProcess _simulator;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly HttpClient _venue;
    private HostProcess _silo;
    private HttpClient _api;

    private PagesMarket(TemporaryDirectory data, HostProcess simulator, HostProcess silo, IReadOnlyDictionary<string, string> settings, IReadOnlyList<string> symbols)
    {
        (_data, _simulator, _silo, _settings, Symbols) = (data, simulator, silo, settings, symbols);
        _venue = new HttpClient { BaseAddress = simulator.Address };
        _api = new HttpClient { BaseAddress = silo.Address };
    }

    public IReadOnlyList<string> Symbols { get; }

    public Uri Address => _silo.Address;

    public int SiloId => _silo.Id;

    /// <summary>How long it took until every symbol's data was fresh, from the start of the silo.</summary>
    public TimeSpan WarmUp { get; private set; }

    /// <summary>Processor time that silo and simulator have used.</summary>
    public (TimeSpan Silo, TimeSpan Simulator) Cpu => (CpuOf(_silo.Id), CpuOf(_simulator.Id));

    /// <param name="count">Symbols of the market, all of them followed.</param>
    /// <param name="seed">Of the market.</param>
    /// <param name="settings">Further ones of the silo.</param>
    /// <param name="simulator">Further arguments of the simulator.</param>
    public static async Task<PagesMarket> StartAsync(
        int count, int seed = 7, IReadOnlyDictionary<string, string>? settings = null, IReadOnlyList<string>? simulator = null)
    {
        var data = new TemporaryDirectory();
        var venue = await HostProcess.StartSimulatorAsync(["--symbols", $"{count}", "--seed", $"{seed}", .. simulator ?? []]);
        using var client = new HttpClient { BaseAddress = venue.Address };
        var listing = await client.GetFromJsonAsync<JsonElement>("/fapi/v1/exchangeInfo");
        string[] symbols = [.. listing.GetProperty("symbols").EnumerateArray().Select(symbol => symbol.GetProperty("symbol").GetString()!)];
        var all = new Dictionary<string, string>(settings ?? new Dictionary<string, string>())
        {
            ["Venues__Binance__SimulatorAddress"] = venue.Address.ToString(),
            ["Venues__Kraken__Enabled"] = "false",
            ["Venues__Okx__Enabled"] = "false",
            ["Watchlist__Symbols"] = string.Join(',', symbols),
            ["Logging__LogLevel__Default"] = "Warning",
        };
        var begun = Stopwatch.GetTimestamp();
        var market = new PagesMarket(data, venue, await HostProcess.StartSiloAsync(data.Path, all), all, symbols);
        await market.WaitUntilLiveAsync();
        market.WarmUp = Stopwatch.GetElapsedTime(begun);
        return market;
    }

    /// <summary>Ends the silo in good order and starts it anew on the same data.</summary>
    /// <returns>How long it takes until every symbol is live, from the new start.</returns>
    public async Task<TimeSpan> RestartAsync()
    {
        await _silo.TerminateAsync(StopLimit);
        await _silo.DisposeAsync();
        _api.Dispose();
        var begun = Stopwatch.GetTimestamp();
        _silo = await HostProcess.StartSiloAsync(_data.Path, _settings);
        _api = new HttpClient { BaseAddress = _silo.Address };
        await WaitUntilLiveAsync();
        return Stopwatch.GetElapsedTime(begun);
    }

    /// <summary>Waits until every symbol has the history that it holds in memory, for which the venue's request weight is needed.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> WaitForHistoryAsync()
    {
        var begun = Stopwatch.GetTimestamp();
        await WaitAsync("phase", "live");
        return Stopwatch.GetElapsedTime(begun);
    }

    /// <summary>An answer of the silo's API.</summary>
    public Task<JsonElement> GetAsync(string path) => _api.GetFromJsonAsync<JsonElement>(path);

    /// <summary>The simulator's clock against this machine's, milliseconds; positive when it is ahead.</summary>
    public async Task<double> ClockOffsetAsync()
    {
        var best = (Took: double.MaxValue, Offset: 0.0);
        for (var i = 0; i < 20; i++)
        {
            var (asked, begun) = (TimeProvider.System.GetUtcNow(), Stopwatch.GetTimestamp());
            // The same clock by another venue's request: those of the silo's venue are counted, and the silo needs them.
            var answer = await _venue.GetFromJsonAsync<JsonElement>("/api/v5/public/time");
            var told = long.Parse(answer.GetProperty("data")[0].GetProperty("ts").GetString()!, CultureInfo.InvariantCulture);
            var took = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            // What it tells is cut to whole milliseconds.
            var offset = told + 0.5 - (asked.ToUnixTimeMilliseconds() + (asked.Ticks % TimeSpan.TicksPerMillisecond / (double)TimeSpan.TicksPerMillisecond) + (took / 2));
            if (took < best.Took)
                best = (took, offset);
        }

        return best.Offset;
    }

    /// <summary>Every trade of a symbol within a time, Unix milliseconds, past every fault.</summary>
    public async Task<MarketTrade[]> GetTradesAsync(string symbol, long from, long to)
    {
        var rows = await _venue.GetFromJsonAsync<JsonElement>($"/admin/truth/trades?symbol={symbol}&from={from}&to={to}");
        return [.. rows.EnumerateArray().Select(row => new MarketTrade(
            row.GetProperty("T").GetInt64(), decimal.Parse(row.GetProperty("p").GetString()!, CultureInfo.InvariantCulture)))];
    }

    /// <summary>The silo's metrics by their lines: name with labels, and value.</summary>
    public async Task<IReadOnlyDictionary<string, double>> GetMetricsAsync()
    {
        var text = await _api.GetStringAsync("/metrics");
        return text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ')).ToDictionary(
            words => string.Join(' ', words[..^1]), words => double.Parse(words[^1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _venue.Dispose();
        _api.Dispose();
        await _silo.DisposeAsync();
        await _simulator.DisposeAsync();
        _data.Dispose();
    }

    private Task<JsonElement[]> WaitUntilLiveAsync() => WaitAsync("freshness", "fresh");

    private Task<JsonElement[]> WaitAsync(string property, string value) => Eventually.GetAsync(
        async () => (await _api.GetFromJsonAsync<JsonElement[]>("/api/v1/instruments"))!,
        rows => rows.Length == Symbols.Count && rows.All(row => row.GetProperty(property).GetString() == value),
        WarmUpLimit,
        () => _silo.Output,
        rows => $"{rows.Count(row => row.GetProperty(property).GetString() == value)} of {rows.Length} are {value}");

    private static TimeSpan CpuOf(int process)
    {
        using var own = Process.GetProcessById(process);
        return own.TotalProcessorTime;
    }
}
