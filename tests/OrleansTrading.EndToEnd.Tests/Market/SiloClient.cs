using System.Net.Http.Json;
using System.Text.Json;

namespace OrleansTrading.EndToEnd.Tests.Market;

/// <summary>A user of the REST API: reads only what the API says.</summary>
internal sealed class SiloClient(HttpClient http) : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly HttpClient _http = http;

    /// <remarks>A question for old candles may wait for the venue's weight budget, which is counted by the minute.</remarks>
    public SiloClient(Uri address)
        : this(new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(90) })
    {
    }

    public async Task<ApiInstrument[]> GetInstrumentsAsync() =>
        (await _http.GetFromJsonAsync<ApiInstrument[]>("/api/v1/instruments", Json))!;

    public async Task<ApiTransition[]> GetStreamHistoryAsync(string instrument) =>
        (await _http.GetFromJsonAsync<ApiStreamHistory>($"/api/v1/instruments/{Uri.EscapeDataString(instrument)}/streams/history?hours=1", Json))!.Transitions;

    public async Task<ApiBook> GetBookAsync(string instrument) =>
        (await _http.GetFromJsonAsync<ApiBook>($"/api/v1/instruments/{Uri.EscapeDataString(instrument)}/book", Json))!;

    public async Task<ApiAlert[]> GetAlertsAsync() => (await _http.GetFromJsonAsync<ApiAlert[]>("/api/v1/alerts", Json))!;

    public async Task<ApiCapture> GetCaptureAsync() => (await _http.GetFromJsonAsync<ApiCapture>("/api/v1/capture", Json))!;

    public async Task<ApiKline[]> GetKlinesAsync(string instrument, string interval, long startTime, int limit = 1500, long? endTime = null)
    {
        var query = $"/api/v1/instruments/{Uri.EscapeDataString(instrument)}/klines?interval={interval}&limit={limit}&startTime={startTime}"
            + (endTime is { } end ? $"&endTime={end}" : "");
        using var response = await _http.GetAsync(query);
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException($"{query}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        return (await response.Content.ReadFromJsonAsync<ApiKline[]>(Json))!;
    }

    /// <summary>Every candle from <paramref name="from"/> to <paramref name="to"/>, page by page.</summary>
    public async Task<List<ApiKline>> GetAllKlinesAsync(string instrument, string interval, long from, long to)
    {
        var all = new List<ApiKline>();
        while (from <= to)
        {
            var page = await GetKlinesAsync(instrument, interval, from, 1500, to);
            if (page.Length == 0)
                break;
            all.AddRange(page);
            from = page[^1].OpenTime + 1;
        }

        return all;
    }

    public void Dispose() => _http.Dispose();
}

internal sealed record ApiInstrument(string Id, string Venue, string Symbol, double? LastPrice, long? EventTime, long? AgeMs, string Freshness, ApiStream[] Streams);

internal sealed record ApiStream(string Kind, string State, long? LastDataAgeMs, int Reconnects);

internal sealed record ApiKline(
    long OpenTime, double Open, double High, double Low, double Close, double Volume, double QuoteVolume, int Trades, double TakerBuyVolume, bool Closed);

internal sealed record ApiStreamHistory(ApiTransition[] Transitions);

internal sealed record ApiTransition(string Kind, long At, string From, string To, bool Watched, string? Reason);

internal sealed record ApiBook(string Phase, long? EventTime, long? LastUpdateId, long Resyncs, ApiLevel[] Bids, ApiLevel[] Asks);

internal sealed record ApiLevel(double Price, double Quantity);

internal sealed record ApiAlert(string Key, string Severity, string Detail, long RaisedAt, long? ClearedAt);

internal sealed record ApiCapture(string State, string? PausedBecause, string Directory, long BufferedRows, ApiCaptureKind[] Kinds);

internal sealed record ApiCaptureKind(string Kind, long Files, long Rows, long Bytes, long Conflated, long LetGo);
