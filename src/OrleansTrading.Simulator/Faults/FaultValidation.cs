using OrleansTrading.Simulator.Streams;

namespace OrleansTrading.Simulator.Faults;

/// <summary>Says by field what is wrong with a fault.</summary>
internal static class FaultValidation
{
    private static readonly string[] ListenPaths = ["public", "market", "private", "v2", "v5public", "v5business", "v5private"];

    public static Dictionary<string, string[]> Check(FaultRequest request, Func<string, bool> knowsSymbol)
    {
        var problems = new Dictionary<string, string[]>();
        Need(request.Symbol is null || knowsSymbol(request.Symbol), "symbol", $"'{request.Symbol}' is not simulated; expected a symbol of exchangeInfo.");
        Need(request.Stream is null || StreamMatch.IsKnown(request.Stream), "stream", $"'{request.Stream}' is not known; expected {StreamMatch.Expected}.");
        Need(request.Count is null or >= 1, "count", "Expected at least 1.");
        Need(request.DurationMs is null or (>= 1 and <= 86_400_000), "durationMs", "Expected 1 to 86400000.");
        if (request.Fault is FaultKind.Http or FaultKind.Order or FaultKind.Garble)
        {
            Need(request.Path is null || request.Path.StartsWith('/'), "path", "Expected the beginning of a request path, such as /fapi/v1/klines.");
        }

        if (request.Fault == FaultKind.Http)
        {
            Need(request.Status is 429 or 418 or 503, "status", "Expected 429, 418 or 503.");
            Need(request.RetryAfterSeconds is null or (>= 0 and <= 86_400), "retryAfterSeconds", "Expected 0 to 86400.");
        }
        else if (request.Fault is not (FaultKind.Order or FaultKind.Garble))
        {
            Need(request.Path is null || ListenPaths.Contains(request.Path), "path", $"Expected one of {string.Join(", ", ListenPaths)}.");
        }

        Need(request.Fault != FaultKind.Order || request.Outcome is not null, "outcome", $"Expected one of {FaultJson.OutcomeNames}.");
        Need(request.Rate is null or (> 0 and <= 1), "rate", "Expected more than 0 and at most 1.");
        Need(request.Fault != FaultKind.Price || request.Venue is "binance" or "kraken" or "okx", "venue", "Expected binance, kraken or okx.");
        Need(request.Fault != FaultKind.Price || request.Percent is >= -90 and <= 900 and not 0, "percent", "Expected -90 to 900, but not 0.");
        Need(request.Fault != FaultKind.Price || request.Symbol is not null, "symbol", "Expected a symbol of exchangeInfo.");
        Need(!IsLate(request) || request.DelayMs is >= 1 and <= 600_000, "delayMs", "Expected 1 to 600000.");
        Need(request.Fault != FaultKind.Skew || request.SkewMs is >= -86_400_000 and <= 86_400_000, "skewMs", "Expected -86400000 to 86400000.");
        return problems;

        void Need(bool holds, string field, string expected)
        {
            if (!holds)
            {
                problems[field] = [expected];
            }
        }
    }

    private static bool IsLate(FaultRequest request) => request.Fault == FaultKind.Delay
        || (request.Fault == FaultKind.Order && request.Outcome is OrderOutcome.AnsweredLate or OrderOutcome.ArrivesLate);

    public static ListenPath? ListenPathOf(string? name) => name is null ? null : Enum.Parse<ListenPath>(name, ignoreCase: true);
}
