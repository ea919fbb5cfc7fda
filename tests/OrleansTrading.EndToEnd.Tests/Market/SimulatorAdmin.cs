using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace OrleansTrading.EndToEnd.Tests.Market;

/// <summary>The simulator's levers: faults, and what the market held past every fault.</summary>
internal sealed class SimulatorAdmin(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };

    public async Task InjectAsync(object fault)
    {
        using var response = await _http.PostAsJsonAsync("/admin/faults", fault);
        response.IsSuccessStatusCode.ShouldBeTrue($"{fault}: {await response.Content.ReadAsStringAsync()}");
    }

    public async Task ClearFaultsAsync()
    {
        using var response = await _http.DeleteAsync("/admin/faults");
        response.EnsureSuccessStatusCode();
    }

    public async Task<int> CountFaultsAsync() => (await _http.GetFromJsonAsync<JsonElement>("/admin/faults")).GetArrayLength();

    public async Task<TrueTrade[]> GetTradesAsync(string symbol, long from, long to) =>
        [.. (await TruthAsync("trades", symbol, from, to)).EnumerateArray().Select(row => new TrueTrade(
            row.GetProperty("a").GetInt64(), row.GetProperty("T").GetInt64(), Decimal(row, "p"), Decimal(row, "q"), row.GetProperty("m").GetBoolean()))];

    public async Task<TrueLiquidation[]> GetLiquidationsAsync(string symbol, long from, long to) =>
        [.. (await TruthAsync("liquidations", symbol, from, to)).EnumerateArray().Select(row => (Time: row.GetProperty("E").GetInt64(), Order: row.GetProperty("o")))
            .Select(row => new TrueLiquidation(
                row.Time, row.Order.GetProperty("T").GetInt64(), row.Order.GetProperty("S").GetString() == "BUY", Decimal(row.Order, "p"), Decimal(row.Order, "z")))];

    public async Task<TrueFunding[]> GetFundingAsync(string symbol, long from, long to) =>
        [.. (await TruthAsync("funding", symbol, from, to)).EnumerateArray().Select(row => new TrueFunding(
            row.GetProperty("E").GetInt64(), Decimal(row, "p"), Decimal(row, "i"), Decimal(row, "r"), row.GetProperty("T").GetInt64()))];

    public void Dispose() => _http.Dispose();

    private Task<JsonElement> TruthAsync(string kind, string symbol, long from, long to) =>
        _http.GetFromJsonAsync<JsonElement>($"/admin/truth/{kind}?symbol={symbol}&from={from}&to={to}");

    private static decimal Decimal(JsonElement row, string name) => decimal.Parse(row.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}

internal sealed record TrueTrade(long Id, long Time, decimal Price, decimal Quantity, bool IsBuyerMaker);

internal sealed record TrueLiquidation(long Time, long TradeTime, bool IsBuy, decimal Price, decimal Quantity);

internal sealed record TrueFunding(long Time, decimal MarkPrice, decimal IndexPrice, decimal FundingRate, long NextFundingTime);
