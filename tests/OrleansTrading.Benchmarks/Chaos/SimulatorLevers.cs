using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>The simulator's levers: faults, and what its market held past every fault.</summary>
internal sealed class SimulatorLevers(Uri address) : IDisposable
{
    /// <remarks>Milliseconds; more than a day is not told at once.</remarks>
    private const long TruthAtOnce = 6 * 3_600_000;

    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };

    public async Task InjectAsync(object fault)
    {
        using var response = await _http.PostAsJsonAsync("/admin/faults", fault);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"The simulator refused {fault}: {await response.Content.ReadAsStringAsync()}");
    }

    public async Task ClearAsync()
    {
        using var response = await _http.DeleteAsync("/admin/faults");
        response.EnsureSuccessStatusCode();
    }

    /// <summary>The venue's time, Unix milliseconds.</summary>
    public async Task<long> GetTimeAsync() => (await _http.GetFromJsonAsync<JsonElement>("/admin/state")).GetProperty("time").GetDateTimeOffset().ToUnixTimeMilliseconds();

    public async Task<string[]> GetSymbolsAsync() =>
        [.. (await _http.GetFromJsonAsync<JsonElement>("/fapi/v1/exchangeInfo")).GetProperty("symbols").EnumerateArray().Select(symbol => symbol.GetProperty("symbol").GetString()!)];

    /// <summary>The market's closed candles with <c>from &lt;= open time &lt;= to</c>, oldest first.</summary>
    public async Task<List<Kline>> GetKlinesAsync(string symbol, KlineInterval interval, long from, long to)
    {
        var rows = await _http.GetFromJsonAsync<JsonElement>($"/admin/truth/klines?symbol={symbol}&interval={interval.ToCode()}&from={from}&to={to}");
        return [.. rows.EnumerateArray().Select(Read).Where(kline => kline.OpenTime >= from && kline.OpenTime <= to)];
    }

    /// <summary>The market's aggregate trades of a stretch of its time, both ends included.</summary>
    public async Task<List<StormTrade>> GetTradesAsync(string symbol, long from, long to)
    {
        var trades = new List<StormTrade>();
        for (var begin = from; begin <= to; begin += TruthAtOnce)
        {
            var rows = await _http.GetFromJsonAsync<JsonElement>($"/admin/truth/trades?symbol={symbol}&from={begin}&to={Math.Min(begin + TruthAtOnce - 1, to)}");
            trades.AddRange(rows.EnumerateArray().Select(row => new StormTrade(
                row.GetProperty("a").GetInt64(), row.GetProperty("T").GetInt64(), Exact(row.GetProperty("p")), Exact(row.GetProperty("q")), row.GetProperty("m").GetBoolean())));
        }

        return trades;
    }

    /// <summary>What the venue holds of an account.</summary>
    public Task<JsonElement> GetAccountAsync(string venue, string key) => _http.GetFromJsonAsync<JsonElement>($"/admin/truth/account?venue={venue}&key={key}");

    public void Dispose() => _http.Dispose();

    private static Kline Read(JsonElement row) => new(
        row[0].GetInt64(), Number(row[1]), Number(row[2]), Number(row[3]), Number(row[4]), Number(row[5]), Number(row[7]), Number(row[9]), Number(row[10]),
        row[8].GetInt32(), Closed: true);

    private static decimal Exact(JsonElement value) => decimal.Parse(value.GetString()!, CultureInfo.InvariantCulture);

    private static double Number(JsonElement value) => double.Parse(value.GetString()!, CultureInfo.InvariantCulture);
}
