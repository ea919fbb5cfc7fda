using OrleansTrading.EndToEnd.Tests.Market;
using OrleansTrading.TestKit;

namespace OrleansTrading.EndToEnd.Tests.Storm;

/// <summary>
/// Every kind of fault. Those that must be found stay until they are: however slow the machine is, the outcome is the same. Those that only
/// disturb frames last for a while, in which hundreds of frames pass.
/// </summary>
internal sealed class StormScript(SimulatorAdmin admin, SiloClient api, IReadOnlyList<string> symbols, TimeSpan limit, Func<string> output)
{
    /// <summary>Streams that were struck alone: symbol, the venue's word, ours.</summary>
    public IReadOnlyList<(string Symbol, string Stream, string Kind)> Frozen { get; } =
    [
        (symbols[0], "aggTrade", "trade"), (symbols[1], "depth", "depth"), (symbols[2], "kline", "kline"), (symbols[3], "markPrice", "markPrice"),
        (symbols[4], "bookTicker", "bookTicker"),
    ];

    /// <summary>Whether streams are known to be in trouble.</summary>
    public static bool IsOpen(ApiAlert alert) => alert.ClearedAt is null && alert.Key.StartsWith("streams-stalled/", StringComparison.Ordinal);

    public async Task RunAsync()
    {
        await FreezeAsync();
        await DropAsync();
        await SilenceAsync();
        await DisturbAsync();
    }

    /// <summary>Every stream of every symbol lives, and every book.</summary>
    public async Task<ApiInstrument[]> LiveAsync()
    {
        var live = await UntilAsync(instruments => instruments.SelectMany(instrument => instrument.Streams).All(IsLive));
        foreach (var symbol in symbols)
            await Eventually.GetAsync(() => api.GetBookAsync($"binance:{symbol}"), book => book.Phase == "live", limit, output, book => $"{symbol}: {book.Phase}");
        return live;
    }

    /// <summary>One stream each, and forced orders, whose quiet says nothing.</summary>
    private async Task FreezeAsync()
    {
        await admin.InjectAsync(new { fault = "freeze", stream = "forceOrder" });
        foreach (var (symbol, stream, _) in Frozen)
            await admin.InjectAsync(new { fault = "freeze", stream, symbol });
        foreach (var (symbol, _, kind) in Frozen)
        {
            await Eventually.GetAsync(
                () => api.GetStreamHistoryAsync($"binance:{symbol}"), changes => changes.Any(change => change.Kind == kind && change.To == "Stalled"), limit, output);
        }

        // Long enough for the operator to be told.
        await Eventually.GetAsync(api.GetAlertsAsync, alerts => alerts.Any(alert => IsOpen(alert, "trade")), limit, output);
        await admin.ClearFaultsAsync();
        await LiveAsync();
        await Eventually.GetAsync(api.GetAlertsAsync, alerts => !alerts.Any(alert => IsOpen(alert, "trade")), limit, output);
    }

    /// <summary>All connections are cut, none can be made, and requests fail.</summary>
    private async Task DropAsync()
    {
        await admin.InjectAsync(new { fault = "http", status = 503 });
        await admin.InjectAsync(new { fault = "refuse", abrupt = false });
        await admin.InjectAsync(new { fault = "drop" });
        await UntilAsync(instruments => instruments.SelectMany(instrument => instrument.Streams).All(stream => stream.State is "Reconnecting" or "Down"));
        await admin.ClearFaultsAsync();
        await LiveAsync();
    }

    /// <summary>Connections stay, pings are answered, and no data comes.</summary>
    private async Task SilenceAsync()
    {
        await admin.InjectAsync(new { fault = "silence" });
        await UntilAsync(instruments => instruments.SelectMany(instrument => instrument.Streams)
            .Where(stream => stream.Kind is "trade" or "markPrice" or "depth").All(stream => !IsLive(stream)));
        await admin.ClearFaultsAsync();
        await LiveAsync();
    }

    private async Task DisturbAsync()
    {
        const int milliseconds = 2_000;
        await admin.InjectAsync(new { fault = "malformed", stream = "aggTrade", symbol = symbols[5], count = 100 });
        await admin.InjectAsync(new { fault = "malformed", stream = "forceOrder", durationMs = milliseconds });
        await admin.InjectAsync(new { fault = "gap", symbol = symbols[6], count = 8 });
        await admin.InjectAsync(new { fault = "delay", stream = "aggTrade", symbol = symbols[7], delayMs = 700, durationMs = milliseconds });
        await admin.InjectAsync(new { fault = "duplicate", durationMs = milliseconds });
        await admin.InjectAsync(new { fault = "reorder", stream = "aggTrade", durationMs = milliseconds });
        await admin.InjectAsync(new { fault = "reorder", stream = "markPrice", durationMs = milliseconds });
        await admin.InjectAsync(new { fault = "skew", skewMs = 700, durationMs = milliseconds });
        await admin.InjectAsync(new { fault = "http", status = 429, retryAfterSeconds = 1, durationMs = milliseconds });
        await Eventually.GetAsync(admin.CountFaultsAsync, count => count == 0, limit, output, count => $"{count} faults");
        await LiveAsync();
    }

    private Task<ApiInstrument[]> UntilAsync(Func<ApiInstrument[], bool> holds) => Eventually.GetAsync(
        api.GetInstrumentsAsync,
        instruments => instruments.Length == symbols.Count && instruments.All(instrument => instrument.Streams.Length == 6) && holds(instruments),
        limit,
        output,
        instruments => string.Join(' ', instruments.SelectMany(instrument => instrument.Streams.Where(stream => !IsLive(stream)).Select(stream => $"{instrument.Symbol}/{stream.Kind}:{stream.State}"))));

    /// <remarks>Quiet within what is usual is life.</remarks>
    private static bool IsLive(ApiStream stream) => stream.State is "Live" or "Idle";

    private static bool IsOpen(ApiAlert alert, string kind) => IsOpen(alert) && alert.Key.EndsWith("/" + kind, StringComparison.Ordinal);
}
