using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>What venues do.</summary>
internal static class VenueFaults
{
    private static readonly string[] Streams = ["aggTrade", "bookTicker", "kline", "markPrice", "depth"];

    private static readonly string[] Outcomes =
        ["answeredLate", "arrivesLate", "answerLost", "requestLost", "unknownDone", "unknownNotDone", "timedOutDone", "timedOutNotDone", "unavailable", "rejected"];

    /// <summary>Beginnings of requests whose answers are garbled; all where none is named.</summary>
    private static readonly string?[] Asked = [null, "/fapi/v1/klines", "/fapi/v1/aggTrades", "/fapi/v1/depth", "/fapi/v1/exchangeInfo", "/fapi/v1/time"];

    private static readonly string[] AskedOfAccounts = ["/fapi/", "/fapi/v1/order", "/fapi/v1/algoOrder", "/fapi/v1/openOrders", "/fapi/v3/", "/fapi/v1/userTrades", "/fapi/v1/income", "/fapi/v1/listenKey"];

    private static readonly string[] Told = ["ORDER_TRADE_UPDATE", "ACCOUNT_UPDATE", "ALGO_UPDATE"];

    /// <summary>The next fault of an account's orders.</summary>
    public static VenueFault NextOfOrders(Random random)
    {
        if (random.Next(6) == 0)
            return new VenueFault("listenKeyExpired");
        if (random.Next(4) == 0)
            return NextOfWhatIsTold(random);
        if (random.Next(4) == 0)
            return new VenueFault("garble", Path: AskedOfAccounts[random.Next(AskedOfAccounts.Length)], DurationMs: random.Next(500, 5_000), Rate: random.Next(1, 5) / 4.0);
        var outcome = Outcomes[random.Next(Outcomes.Length)];
        return new VenueFault(
            "order", Outcome: outcome, DurationMs: random.Next(500, 5_000), DelayMs: outcome.EndsWith("Late", StringComparison.Ordinal) ? random.Next(100, 3_000) : null,
            Rate: random.Next(1, 5) / 4.0);
    }

    /// <summary>An account hears of its orders garbled, late, twice, in another order, or not.</summary>
    private static VenueFault NextOfWhatIsTold(Random random)
    {
        var (name, duration) = (Told[random.Next(Told.Length)], random.Next(300, 3_000));
        return random.Next(5) switch
        {
            0 => new VenueFault("malformed", Stream: name, Count: random.Next(1, 6)),
            1 => new VenueFault("delay", Stream: name, DurationMs: duration, DelayMs: random.Next(100, 2_000)),
            2 => new VenueFault("duplicate", Stream: name, DurationMs: duration),
            3 => new VenueFault("reorder", Stream: name, DurationMs: duration),
            _ => new VenueFault("freeze", Stream: name, DurationMs: duration),
        };
    }

    /// <summary>The next fault, and whether the venue is away by it: then nothing can be live sooner than it is over.</summary>
    public static (VenueFault Fault, bool IsAway) Next(Random random, IReadOnlyList<InstrumentId> instruments)
    {
        long duration = random.Next(500, 4_000);
        string? symbol = random.Next(2) == 0 ? instruments[random.Next(instruments.Count)].Symbol : null;
        var stream = Streams[random.Next(Streams.Length)];
        return random.Next(13) switch
        {
            0 => (new VenueFault("drop"), false),
            1 => (new VenueFault("drop", symbol), false),
            2 => (new VenueFault("refuse", DurationMs: duration), true),
            3 => (new VenueFault("freeze", symbol, stream, DurationMs: duration), false),
            4 => (new VenueFault("silence", DurationMs: duration), true),
            5 => (new VenueFault("delay", symbol, stream, DurationMs: duration, DelayMs: random.Next(100, 2_000)), false),
            6 => (new VenueFault("duplicate", DurationMs: duration), false),
            7 => (new VenueFault("reorder", Stream: stream, DurationMs: duration), false),
            8 => (new VenueFault("malformed", symbol, stream, Count: random.Next(5, 100)), false),
            9 => (new VenueFault("gap", symbol, Count: random.Next(1, 10)), false),
            10 => (new VenueFault("http", Status: random.Next(3) == 0 ? 429 : 503, RetryAfterSeconds: 1, DurationMs: duration), true),
            11 => (new VenueFault("garble", Path: Asked[random.Next(Asked.Length)], DurationMs: duration, Rate: random.Next(1, 5) / 4.0), true),
            _ => (new VenueFault("skew", SkewMs: random.Next(-900, 900), DurationMs: duration), false),
        };
    }
}
