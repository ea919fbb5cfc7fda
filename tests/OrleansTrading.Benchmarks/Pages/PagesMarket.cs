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

    private readonly TemporaryDirectory _data;
    private readonly HostProcess _simulator;
    private readonly HostProcess _silo;
    private readonly HttpClient _venue;
    private readonly HttpClient _api;

    private PagesMarket(TemporaryDirectory data, HostProcess simulator, HostProcess silo, IReadOnlyList<string> symbols)
    {
        (_data, _simulator, _silo, Symbols) = (data, simulator, silo, symbols);
        _venue = new HttpClient { BaseAddress = simulator.Address };
        _api = new HttpClient { BaseAddress = silo.Address };
    }

    public IReadOnlyList<string> Symbols { get; }

    public Uri Address => _silo.Address;

    public int SiloId => _silo.Id;

    /// <summary>How long it took until every symbol was live, from the start of the silo.</summary>
    public TimeSpan WarmUp { get; private set; }

    /// <summary>Processor time that silo and simulator have used.</summary>
    public (TimeSpan Silo, TimeSpan Simulator) Cpu => (CpuOf(_silo.Id), CpuOf(_simulator.Id));

    public static async Task<PagesMarket> StartAsync(int count, int seed = 7)
    {
        var data = new TemporaryDirectory();
        var simulator = await HostProcess.StartSimulatorAsync(["--symbols", $"{count}", "--seed", $"{seed}"]);
        using var venue = new HttpClient { BaseAddress = simulator.Address };
        var listing = await venue.GetFromJsonAsync<JsonElement>("/fapi/v1/exchangeInfo");
        string[] symbols = [.. listing.GetProperty("symbols").EnumerateArray().Select(symbol => symbol.GetProperty("symbol").GetString()!)];
        var begun = Stopwatch.GetTimestamp();
        var silo = await HostProcess.StartSiloAsync(data.Path, new Dictionary<string, string>
        {
            ["Venues__Binance__SimulatorAddress"] = simulator.Address.ToString(),
            ["Venues__Kraken__Enabled"] = "false",
            ["Venues__Okx__Enabled"] = "false",
            ["Watchlist__Symbols"] = string.Join(',', symbols),
            ["Logging__LogLevel__Default"] = "Warning",
        });
        var market = new PagesMarket(data, simulator, silo, symbols);
        await market.WaitUntilLiveAsync();
        market.WarmUp = Stopwatch.GetElapsedTime(begun);
        return market;
    }

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

    private Task<JsonElement[]> WaitUntilLiveAsync() => Eventually.GetAsync(
        async () => (await _api.GetFromJsonAsync<JsonElement[]>("/api/v1/instruments"))!,
        rows => rows.Length == Symbols.Count && rows.All(row => row.GetProperty("freshness").GetString() == "fresh"),
        WarmUpLimit,
        () => _silo.Output,
        rows => $"{rows.Count(row => row.GetProperty("freshness").GetString() == "fresh")} of {rows.Length} are fresh");

    private static TimeSpan CpuOf(int process)
    {
        using var own = Process.GetProcessById(process);
        return own.TotalProcessorTime;
    }
}
