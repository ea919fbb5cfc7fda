using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Grains.MarketData;

namespace OrleansTrading.Grains.Symbols;

internal sealed partial class SymbolGrain
{
    private SymbolReadings _readings = null!;
    private CandleCache? _cache;

    public Task<SymbolScan> ScanAsync(ScanQuery query)
    {
        using var requests = RestCallCount.Begin();
        if (ReadingProblem() is { } problem)
            return Task.FromResult(new SymbolScan(_instrument, [], [new IntervalSkip(null, problem)], [], requests.Calls));
        var scan = _readings.Scan(query, _tape.Mark?.FundingRate, _openInterest.ChangeInHour);
        _cache!.Hit(scan.Readings.Length);
        return Task.FromResult(requests.Calls == 0 ? scan : scan with { RestCalls = requests.Calls });
    }

    public Task<IndicatorReading?> GetIndicatorsAsync(KlineInterval interval)
    {
        _cache!.Hit(1);
        return Task.FromResult(_readings.Indicators(interval, ReadingProblem()));
    }

    public Task<CacheStatus> GetCacheStatusAsync() => Task.FromResult(_cache!.Status(_venue.Clock.Now));

    private void StartReadings()
    {
        var options = signalOptions.Value;
        _readings = new SymbolReadings(
            _instrument, _book.Intervals.Select(_book.Ring), _venue.Clock, options.MinimumCandles, options.Weights.ToWeights(),
            new FlowReader(_flow));
        _cache = cacheMetrics.Enter(_instrument.Venue, _book);
    }

    /// <summary>What keeps the whole symbol from being scanned; null for nothing.</summary>
    private string? ReadingProblem()
    {
        if (_phase != SymbolPhase.Live)
            return _phase == SymbolPhase.Warming ? "warming up" : "not followed";
        // Where streams are dead, candles that are asked for again and again are as good.
        var age = _tape.AgeOfAny(time);
        return FreshnessPolicy.Judge(age, _book.Base.Newest, _book.BaseInterval, _venue.Clock.Now, _venue.Clock.Speed) switch
        {
            Freshness.None => "no data has come yet",
            Freshness.Stale when FreshnessPolicy.JudgeAge(age!.Value) == Freshness.Stale => $"stale data (the newest came {age.Value.TotalSeconds:F0} s ago)",
            Freshness.Stale => $"stale data (candles of {_book.BaseInterval.ToCode()} are missing up to the venue's present)",
            _ => null,
        };
    }
}
