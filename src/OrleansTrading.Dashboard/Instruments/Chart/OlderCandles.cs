using System.Collections.Concurrent;
using System.Collections.Immutable;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Dashboard.Feeds;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Instruments.Chart;

/// <summary>Candles older than those that every frame has, by blocks that all pages share. A block is asked for anew after a while: a repair may have changed it.</summary>
internal sealed class OlderCandles(IMarketReader market, TimeProvider time)
{
    private const int BlockSize = 500;

    /// <summary>About 5 MB.</summary>
    private const int KeptBlocks = 100;

    private static readonly TimeSpan HoldsFor = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(InstrumentId Instrument, KlineInterval Interval, long Start), (Task<KlineSeries> Answer, long AskedAt)> _blocks = new();

    /// <summary>Candles with <c>from &lt;= open time &lt; before</c>, oldest first; fewer where there are none.</summary>
    public async Task<ImmutableArray<Kline>> GetAsync(InstrumentId instrument, KlineInterval interval, long from, long before)
    {
        var length = interval.ToMilliseconds() * BlockSize;
        var asked = new List<Task<KlineSeries>>();
        for (var start = from / length * length; start < before; start += length)
            asked.Add(Ask(instrument, interval, start));
        var klines = ImmutableArray.CreateBuilder<Kline>();
        foreach (var series in await Task.WhenAll(asked))
            klines.AddRange(series.Klines.Where(kline => kline.OpenTime >= from && kline.OpenTime < before && kline.Closed));
        return klines.DrainToImmutable();
    }

    private Task<KlineSeries> Ask(InstrumentId instrument, KlineInterval interval, long start)
    {
        var key = (instrument, interval, start);
        if (_blocks.TryGetValue(key, out var block) && !block.Answer.IsFaulted && time.GetElapsedTime(block.AskedAt) < HoldsFor)
            return block.Answer;
        if (_blocks.Count >= KeptBlocks)
            _blocks.Clear();
        var end = start + ((BlockSize - 1) * interval.ToMilliseconds());
        var answer = market.GetKlinesAsync(instrument, new KlineQuery(interval, BlockSize, start, end));
        _blocks[key] = (answer, time.GetTimestamp());
        return answer;
    }
}
