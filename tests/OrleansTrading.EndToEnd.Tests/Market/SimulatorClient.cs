using System.Net.Http.Json;
using System.Text.Json;

namespace OrleansTrading.EndToEnd.Tests.Market;

/// <summary>Asks the simulator what is true, by the same requests that anyone could make of the venue.</summary>
internal sealed class SimulatorClient(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address };

    public async Task<long> GetTimeAsync() =>
        (await _http.GetFromJsonAsync<JsonElement>("/fapi/v1/time")).GetProperty("serverTime").GetInt64();

    public async Task<string[]> GetSymbolsAsync() =>
        [.. (await _http.GetFromJsonAsync<JsonElement>("/fapi/v1/exchangeInfo")).GetProperty("symbols").EnumerateArray().Select(symbol => symbol.GetProperty("symbol").GetString()!)];

    /// <summary>Closed candles of the market, from the venue's own REST endpoint.</summary>
    public async Task<List<ApiKline>> GetClosedKlinesAsync(string symbol, string interval, long from, long to)
    {
        var all = new List<ApiKline>();
        while (from <= to)
        {
            var rows = await _http.GetFromJsonAsync<JsonElement>(
                $"/fapi/v1/klines?symbol={symbol}&interval={interval}&startTime={from}&endTime={to}&limit=1500");
            var now = await GetTimeAsync();
            var page = rows.EnumerateArray().Where(row => row[6].GetInt64() < now).Select(Read).ToList();
            if (page.Count == 0)
                break;
            all.AddRange(page);
            from = page[^1].OpenTime + 1;
        }

        return all;
    }

    public void Dispose() => _http.Dispose();

    private static ApiKline Read(JsonElement row) => new(
        row[0].GetInt64(), Text(row[1]), Text(row[2]), Text(row[3]), Text(row[4]), Text(row[5]), Text(row[7]), row[8].GetInt32(), Text(row[9]), Closed: true);

    private static double Text(JsonElement value) => double.Parse(value.GetString()!);
}
