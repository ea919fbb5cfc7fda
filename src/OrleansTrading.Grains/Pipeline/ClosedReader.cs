using Microsoft.Extensions.Options;
using Orleans;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Grains.MarketData;
using OrleansTrading.Grains.Scanning;

namespace OrleansTrading.Grains.Pipeline;

/// <summary>
/// Reads series at their newest closed candle: a live instrument's grain is asked for what it holds ready; of others the candles are
/// taken, from the store as far as they are there, and read from the first to the last.
/// </summary>
internal sealed class ClosedReader(
    IGrainFactory grains, IMarketDataHub hub, IOptions<PipelineOptions> options, IOptions<SignalOptions> signals)
{
    /// <exception cref="SeriesException">There are too few candles, or the newest is too old.</exception>
    /// <exception cref="HistoryUnavailableException">Candles are missing here and the venue cannot be asked.</exception>
    public async Task<ClosedReading> ReadAsync(PipelineSeries series, CancellationToken cancellationToken)
    {
        var symbol = grains.GetGrain<ISymbolGrain>($"{series.Instrument}");
        if (await symbol.GetIndicatorsAsync(series.Interval).WaitAsync(cancellationToken) is { Closed: { } values, Problem: null } ready)
            return new ClosedReading(series, values, ready.Regime, null);
        var klines = await GetClosedAsync(series, cancellationToken);
        var tracker = new ReadingTracker();
        foreach (ref readonly var kline in Unbroken(klines, series.Interval))
            tracker.Update(kline);
        return tracker.Count >= signals.Value.MinimumCandles
            ? new ClosedReading(series, tracker.Closed.Indicators, tracker.Closed.Regime, tracker.Closed)
            : throw new SeriesException("TooFewCandles", $"{tracker.Count} closed candles without a gap; {signals.Value.MinimumCandles} are needed.");
    }

    /// <summary>The newest closed candles, oldest first. What is not held here is brought from the venue, and kept.</summary>
    /// <exception cref="SeriesException">There is none, or the newest is too old.</exception>
    public async Task<Kline[]> GetClosedAsync(PipelineSeries series, CancellationToken cancellationToken)
    {
        // One more than is wanted, for the newest is usually open.
        var limit = Math.Min(options.Value.Candles + 1, KlineQuery.MaxLimit);
        var answer = await grains.GetGrain<ISymbolGrain>($"{series.Instrument}")
            .GetKlinesAsync(new KlineQuery(series.Interval, limit, null, null) { CanWait = true }).WaitAsync(cancellationToken);
        Kline[] closed = [.. answer.Klines.Where(kline => kline.Closed)];
        if (closed.Length == 0)
            throw new SeriesException("NoCandles", "There is no closed candle.");
        var due = series.Interval.OpenTimeOf(hub.Venue(series.Instrument.Venue).Clock.Now) - series.Interval.ToMilliseconds();
        var late = (due - closed[^1].OpenTime) / series.Interval.ToMilliseconds();
        return late <= 0
            ? closed
            : throw new SeriesException("Stale", $"The newest closed candle opened at {closed[^1].OpenTime}; {late} have closed since that are not to be had.");
    }

    private static ReadOnlySpan<Kline> Unbroken(Kline[] klines, KlineInterval interval)
    {
        var first = klines.Length - 1;
        while (first > 0 && klines[first - 1].OpenTime == klines[first].OpenTime - interval.ToMilliseconds())
            first--;
        return klines.AsSpan(first);
    }
}
