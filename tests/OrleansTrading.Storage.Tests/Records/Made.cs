using System.Collections.Immutable;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Storage.Tests.Records;

/// <summary>Records for tests. Times are given in hours from the first moment of 2026.</summary>
internal static class Made
{
    public const long Start = 1_767_225_600_000;
    public const long Hour = 3_600_000;

    public static readonly InstrumentId Bitcoin = InstrumentId.Parse("binance:BTCUSDT");
    public static readonly InstrumentId Ether = InstrumentId.Parse("binance:ETHUSDT");

    public static long At(double hours) => Start + (long)(hours * Hour);

    public static JobRun Run(string id, double hours = 0, string job = "scan-market", JobRunState state = JobRunState.Queued, string? output = null) =>
        new(id, job, JobTriggerKind.Schedule, By: null, Slot: At(hours), Parameters: "{}", QueuedAt: At(hours), StartedAt: null, FinishedAt: null,
            state, Attempt: 0, JobProgress.None, JobCounts.None, output, Error: null, Steps: []);

    public static JobRun FullRun() =>
        new("01JGH", "update-all", JobTriggerKind.Pipeline, "anna \"é\" 東京", At(1), """{"symbols":["A","B"]}""", At(1), At(1.5), At(2), JobRunState.Failed,
            Attempt: 3, new JobProgress(7, 9, "seven of nine"), new JobCounts(5, 2, [new JobItemError("RateLimited", "binance:BTCUSDT", "too\nfast", 2)]),
            "5 of 7", "it broke", [new JobStep("fetch-ohlc", "01JGG", JobRunState.Succeeded, "ok"), new JobStep("calculate-indicators", null, null, null)]);

    public static TradeSignal Signal(double candle, double made, InstrumentId? instrument = null, KlineInterval interval = KlineInterval.OneHour, double score = 50) =>
        new(instrument ?? Bitcoin, interval, At(candle), SignalDirection.Long, score, new FactorScores(1, 2, 3, 4, null, 6, 7, 0.1 + 0.2),
            MarketRegime.TrendingUp, 100, 90.5, [110, 120.25], At(made), At(made + 4));

    public static StreamTransition Change(
        double hours, StreamKind kind = StreamKind.Trade, StreamState to = StreamState.Live, InstrumentId? instrument = null, string? reason = null) =>
        new(instrument ?? Bitcoin, kind, At(hours), StreamState.Waiting, to, reason);

    public static StoredReading Reading(
        double candle, string kind = "indicators", InstrumentId? instrument = null, KlineInterval interval = KlineInterval.OneHour, double value = 1, string? label = null) =>
        new(kind, instrument ?? Bitcoin, interval, At(candle),
            ImmutableSortedDictionary<string, double>.Empty.Add("ema", value).Add("rsi", 1e300).Add("slope", double.Epsilon), label);
}
