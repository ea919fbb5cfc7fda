using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Storage.PostgreSql.Candles;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>Closed candles in the store: complete, the market's own, and all that was ever acknowledged among them.</summary>
internal sealed class CandleAudit(StormRig rig, StormLog log)
{
    private const int Most = 100_000;
    private static readonly KlineInterval[] Intervals = [KlineInterval.OneMinute, KlineInterval.FiveMinutes];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly PostgresMarketStore _store = rig.Stores.GetRequiredService<PostgresMarketStore>();

    /// <param name="from">From which venue time on they have to be there, Unix milliseconds.</param>
    /// <param name="now">Up to which.</param>
    public async Task RunAsync(long from, long now)
    {
        var compared = 0;
        foreach (var interval in Intervals)
        {
            var (first, last) = (interval.OpenTimeOf(from) + interval.ToMilliseconds(), interval.OpenTimeOf(now) - interval.ToMilliseconds());
            foreach (var instrument in rig.Instruments)
                compared += await CompareAsync(instrument, interval, first, last);
        }

        var lost = 0;
        foreach (var series in rig.Acknowledged.Candles.Keys.GroupBy(candle => (candle.Instrument, candle.Interval)))
            lost += await CountLostAsync(series.Key.Instrument, series.Key.Interval, [.. series.Select(candle => candle.OpenTime)]);
        if (lost > 0)
            log.Violate($"{lost} candles that the store had acknowledged are not there.");
        log.Say($"audit: {compared} candles of {rig.Instruments.Count} symbols compared with the market; {rig.Acknowledged.Candles.Count} acknowledged, {lost} lost");
    }

    private async Task<int> CompareAsync(InstrumentId instrument, KlineInterval interval, long first, long last)
    {
        var truth = await rig.Venue.GetKlinesAsync(instrument.Symbol, interval, first, last);
        var until = log.Elapsed + Patience;
        var stored = await ReadAsync(instrument, interval, first, last);
        // What closed a moment ago may be on its way.
        while (!stored.SequenceEqual(truth) && log.Elapsed < until)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
            stored = await ReadAsync(instrument, interval, first, last);
        }

        if (truth.Count == 0)
            log.Violate($"{instrument} {interval.ToCode()}: the market had no candle; nothing was compared.");
        if (!stored.SequenceEqual(truth))
            log.Violate($"{instrument} {interval.ToCode()}: {Difference(stored, truth)}");
        return truth.Count;
    }

    private Task<IReadOnlyList<Kline>> ReadAsync(InstrumentId instrument, KlineInterval interval, long from, long to) =>
        _store.ReadKlinesAsync(instrument, interval, from, to, Most, CancellationToken.None);

    private async Task<int> CountLostAsync(InstrumentId instrument, KlineInterval interval, long[] acknowledged)
    {
        var stored = (await ReadAsync(instrument, interval, acknowledged.Min(), acknowledged.Max())).Select(kline => kline.OpenTime).ToHashSet();
        return acknowledged.Count(open => !stored.Contains(open));
    }

    private static string Difference(IReadOnlyList<Kline> stored, List<Kline> truth)
    {
        var byTime = stored.ToDictionary(kline => kline.OpenTime);
        var missing = truth.Where(kline => !byTime.ContainsKey(kline.OpenTime)).Select(kline => kline.OpenTime).ToList();
        if (missing.Count > 0)
            return $"{missing.Count} of {truth.Count} candles are missing, the first at {missing[0]}, the last at {missing[^1]}.";
        var other = truth.Where(kline => byTime[kline.OpenTime] != kline).ToList();
        return other.Count == 0
            ? $"{stored.Count} candles where the market has {truth.Count}."
            : $"{other.Count} of {truth.Count} candles differ, the first: stored {byTime[other[0].OpenTime]}, the market's {other[0]}.";
    }
}
