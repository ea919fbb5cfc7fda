using System.Collections.Immutable;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Grains.Symbols;

/// <summary>The market's reading of one symbol, from its rings and, where streams bring it, its order flow.</summary>
internal sealed class SymbolReadings(
    InstrumentId instrument, IEnumerable<CandleRing> rings, VenueClock clock, int minimumCandles, FactorWeights weights, FlowReader? flow = null)
{
    private readonly SeriesReader[] _series = [.. rings.Select(ring => new SeriesReader(ring))];

    /// <summary>Reads every asked interval.</summary>
    /// <param name="query">What is asked.</param>
    /// <param name="funding">The funding rate; null when it is not known.</param>
    /// <param name="openInterestChange">Change of the open interest as a fraction; null when it is not known.</param>
    public SymbolScan Scan(ScanQuery query, double? funding, double? openInterestChange)
    {
        var readings = ImmutableArray.CreateBuilder<MarketReading>(query.Intervals.Length);
        var skipped = ImmutableArray<IntervalSkip>.Empty;
        var returns = query.WithReturns ? ImmutableArray.CreateBuilder<CandleReturn>() : null;
        var venueNow = clock.Now;
        foreach (var interval in query.Intervals)
        {
            if (Find(interval) is not { } series)
            {
                skipped = skipped.Add(new IntervalSkip(interval, $"the interval is not kept (kept are {string.Join(", ", _series.Select(kept => kept.Interval.ToCode()))})"));
                continue;
            }

            var tracker = series.CatchUp();
            if (SeriesCheck.Defect(interval, tracker?.Count ?? 0, minimumCandles, tracker?.Closed.Indicators.OpenTime, venueNow, clock.Speed) is { } defect)
            {
                skipped = skipped.Add(new IntervalSkip(interval, defect));
                continue;
            }

            readings.Add(Read(query, series, tracker!, funding, openInterestChange, returns));
        }

        return new SymbolScan(instrument, readings.DrainToImmutable(), skipped, returns?.DrainToImmutable() ?? [], RestCalls: 0);
    }

    /// <summary>The indicators of an interval; null when it is not kept.</summary>
    /// <param name="interval">The interval.</param>
    /// <param name="problem">What keeps the whole symbol from being scanned; null for nothing.</param>
    public IndicatorReading? Indicators(KlineInterval interval, string? problem)
    {
        if (Find(interval) is not { } series)
            return null;
        var tracker = series.CatchUp();
        problem ??= SeriesCheck.Defect(interval, tracker?.Count ?? 0, minimumCandles, tracker?.Closed.Indicators.OpenTime, clock.Now, clock.Speed);
        if (tracker is null)
            return new IndicatorReading(instrument, interval, 0, null, null, MarketRegime.Unknown, problem);
        var isOpen = TryPreview(series, tracker, out var open);
        return new IndicatorReading(
            instrument, interval, tracker.Count, tracker.Closed.Indicators, isOpen ? open.Indicators : null, tracker.Closed.Regime, problem);
    }

    private MarketReading Read(
        ScanQuery query, SeriesReader series, ReadingTracker tracker, double? funding, double? openInterestChange,
        ImmutableArray<CandleReturn>.Builder? returns)
    {
        var interval = series.Interval;
        var isOpen = TryPreview(series, tracker, out var open, wanted: query.IncludeOpen);
        ref readonly var basis = ref isOpen ? ref open : ref tracker.Closed;
        if (returns is not null)
            AddReturns(returns, interval, tracker, isOpen ? open.Facts.Return : double.NaN);
        var context = new ReadingContext(
            funding, openInterestChange, BenchmarkReturn(query.Benchmark, interval, basis.Indicators.OpenTime),
            isOpen ? flow?.Now(clock) : flow?.At(interval, basis.Indicators.OpenTime));
        return MarketReading.Of(interval, basis, isOpen, context, weights);
    }

    private static bool TryPreview(SeriesReader series, ReadingTracker tracker, out ReadingBasis basis, bool wanted = true)
    {
        basis = default;
        if (!wanted || !series.TryGetOpen(out var open))
            return false;
        tracker.Preview(open, out basis);
        return true;
    }

    /// <remarks>The benchmark may be a candle behind or ahead of others for a moment; each finds the return up to its own candle.</remarks>
    private static void AddReturns(ImmutableArray<CandleReturn>.Builder returns, KlineInterval interval, ReadingTracker tracker, double openReturn)
    {
        var newest = tracker.Closed.Indicators.OpenTime;
        Add(newest - interval.ToMilliseconds(), tracker.PreviousReturn);
        Add(newest, tracker.Closed.Facts.Return);
        Add(newest + interval.ToMilliseconds(), openReturn);

        void Add(long openTime, double value)
        {
            if (double.IsFinite(value))
                returns.Add(new CandleReturn(interval, openTime, value));
        }
    }

    private static double? BenchmarkReturn(ImmutableArray<CandleReturn> benchmark, KlineInterval interval, long openTime)
    {
        foreach (ref readonly var known in benchmark.AsSpan())
        {
            if (known.OpenTime == openTime && known.Interval == interval)
                return known.Return;
        }

        return null;
    }

    private SeriesReader? Find(KlineInterval interval)
    {
        foreach (var series in _series)
        {
            if (series.Interval == interval)
                return series;
        }

        return null;
    }
}
