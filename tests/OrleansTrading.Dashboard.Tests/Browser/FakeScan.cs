using System.Collections.Immutable;
using OrleansTrading.Contracts.Scanning;
using OrleansTrading.Contracts.Signals;
using OrleansTrading.Dashboard.Scan;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>A scan and signals made of a fixed seed. The newest signal is a minute old.</summary>
internal sealed class FakeScan : IScanReader
{
    public static readonly KlineInterval[] Intervals = [KlineInterval.FiveMinutes, KlineInterval.OneHour, KlineInterval.FourHours];

    private static readonly string[] Symbols = ["BTCUSDT", "ETHUSDT", "SOLUSDT", "BNBUSDT", "XRPUSDT", "DOGEUSDT", "ADAUSDT", "1000PEPEUSDT"];

    private readonly long _now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    public FakeScan(int signals = 230) => Signals = [.. MakeSignals(signals)];

    public bool Fails { get; set; }

    public bool IsEmpty { get; set; }

    /// <summary>What is added to every score by REST.</summary>
    public double RestDiffersBy { get; set; }

    /// <summary>A scan by REST waits for this.</summary>
    public TaskCompletionSource? RestWaits { get; set; }

    public List<ScanRequest> Requests { get; } = [];

    public ImmutableArray<TradeSignal> Signals { get; set; }

    public async Task<ScanReport> ScanAsync(ScanRequest request)
    {
        lock (Requests)
            Requests.Add(request);
        ThrowIfFailing();
        if (request.Source == ScanSource.Rest && RestWaits is { } waits)
            await waits.Task;
        var results = new List<ScanResult>();
        foreach (var (symbol, i) in Symbols.Select((symbol, i) => (symbol, i)).Where(_ => !IsEmpty))
        {
            foreach (var (interval, j) in Intervals.Select((interval, j) => (interval, j)).Where(pair => request.Intervals.IsEmpty || request.Intervals.Contains(pair.interval)))
            {
                var score = (((((i * 37) + (j * 61)) % 190) - 95) * (request.Watchlist is null ? 1 : 0.9)) + (request.Source == ScanSource.Rest && i == 0 ? RestDiffersBy : 0);
                results.Add(new ScanResult(new InstrumentId("binance", symbol), Reading(interval, score, i, request)));
            }
        }

        var skipped = ImmutableArray.Create(
            new ScanSkip(InstrumentId.Parse("binance:STALEUSDT"), null, "data is stale: the newest is 187 s old"),
            new ScanSkip(InstrumentId.Parse("kraken:XBTUSD"), KlineInterval.FourHours, "has 41 closed candles without a gap; expected 60"));
        return new ScanReport(
            TimeSpan.FromMilliseconds(3.2), results.Count, skipped, request.Source == ScanSource.Rest ? 32 : 0, 0, IsEmpty ? null : 0.0061,
            [.. results.OrderByDescending(result => Math.Abs(result.Reading.Score)).Where(result => Math.Abs(result.Reading.Score) >= request.MinimumScore)]);
    }

    public Task<SignalPage> ListSignalsAsync(SignalHistoryQuery query, int limit)
    {
        ThrowIfFailing();
        var wanted = Signals.Where(signal => IsWanted(query, signal)).SkipWhile(signal => query.After is not null && signal.Key != query.After)
            .Skip(query.After is null ? 0 : 1).Take(limit + 1).ToList();
        return Task.FromResult(new SignalPage([.. wanted.Take(limit)], wanted.Count > limit ? wanted[limit - 1].Key : null));
    }

    public Task<HitRateReport> GetHitRatesAsync(SignalHistoryQuery query)
    {
        ThrowIfFailing();
        var counted = Signals.Where(signal => IsWanted(query, signal)).ToList();
        return Task.FromResult(new HitRateReport(
            Rate(counted),
            [.. counted.GroupBy(signal => ScoreBand.Of(signal.Score)).OrderBy(band => band.Key).Select(band => new BandRate(band.Key, Rate(band)))],
            [.. counted.GroupBy(signal => signal.Interval).OrderBy(interval => interval.Key).Select(interval => new IntervalRate(interval.Key, Rate(interval)))],
            [.. counted.GroupBy(signal => signal.Direction).OrderBy(direction => direction.Key).Select(direction => new DirectionRate(direction.Key, Rate(direction)))],
            counted.LastOrDefault()?.CreatedAt, false));
    }

    private void ThrowIfFailing()
    {
        if (Fails)
            throw new TimeoutException("The scan is told to fail.");
    }

    private MarketReading Reading(KlineInterval interval, double score, int i, ScanRequest request) => new(
        interval, interval.OpenTimeOf(_now) - (request.IncludeOpen ? 0 : interval.ToMilliseconds()), request.IncludeOpen, 67_123.4 / Math.Pow(7, i), 120, 0.004,
        MarketReading.DirectionOf(score), score,
        new FactorScores(50 + (score / 2), 50 + (score / 3), 50 + (score / 4), 48, 50 - (score / 5), i == 0 ? null : 61, 44.5, request.Source == ScanSource.Rest ? null : 55),
        (MarketRegime)(1 + (i % 4))) { OrderFlowFrom = OrderFlowSource.Streams };

    private IEnumerable<TradeSignal> MakeSignals(int count)
    {
        var random = new Random(5);
        for (var i = 0; i < count; i++)
        {
            var interval = Intervals[i % Intervals.Length];
            var length = interval.ToMilliseconds();
            var (side, entry) = (random.Next(2) == 0 ? 1 : -1, 67_000.0 - (i * 13));
            var open = interval.OpenTimeOf(_now) - ((1 + (i / 3)) * length);
            yield return new TradeSignal(
                new InstrumentId("binance", Symbols[i % Symbols.Length]), interval, open, side > 0 ? SignalDirection.Long : SignalDirection.Short,
                side * (50 + (random.NextDouble() * random.NextDouble() * 50)), new FactorScores { Trend = 80, Momentum = 66, Funding = 41 }, MarketRegime.TrendingUp, entry,
                entry - (side * 300), [entry + (side * 300), entry + (side * 600)], _now - 60_000 - (i * 3_600_000L), open + (5 * length))
            {
                Outcome = i < 4 ? null : Outcome(random, side, entry, open, length),
            };
        }
    }

    private static SignalOutcome Outcome(Random random, int side, double entry, long open, long length)
    {
        var (kind, candles) = ((OutcomeKind)new[] { 1, 1, 1, 1, 2, 2, 2, 2, 3, 4 }[random.Next(10)], random.Next(1, 24));
        var r = kind switch { OutcomeKind.Target => 1, OutcomeKind.Stop => -1, _ => random.NextDouble() - 0.5 };
        return kind == OutcomeKind.Unknown
            ? new SignalOutcome(kind, entry + (side * 300), 24, candles, open + (candles * length), null, null, null, null, null, false)
            : new SignalOutcome(
                kind, entry + (side * 300), 24, candles, open + ((1 + candles) * length), entry + (side * 300 * r), r, 300 * r / entry * 100, Math.Max(0.4, r), Math.Max(0.3, -r),
                kind == OutcomeKind.Stop && candles % 7 == 0);
    }

    private static HitRate Rate(IEnumerable<TradeSignal> signals)
    {
        var tally = new HitTally();
        foreach (var signal in signals)
            tally.Add(signal.Outcome);
        return tally.ToRate();
    }

    private static bool IsWanted(SignalHistoryQuery query, TradeSignal signal) =>
        (query.Instrument is null || query.Instrument == signal.Instrument) && (query.Interval is null || query.Interval == signal.Interval)
        && (query.Direction is null || query.Direction == signal.Direction) && Math.Abs(signal.Score) >= query.MinimumScore
        && (query.Outcome is null || query.Outcome == (signal.Outcome?.Kind ?? OutcomeKind.Open)) && !(signal.CreatedAt < query.CreatedFrom);
}
