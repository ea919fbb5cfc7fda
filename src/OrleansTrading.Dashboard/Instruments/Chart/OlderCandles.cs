using System.Collections.Concurrent;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Dashboard.Feeds;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Instruments.Chart;

/// <summary>
/// Candles older than those that every frame has, by blocks that all pages share. A block is asked for anew after a while: a repair may have
/// changed it. What the store lacks is asked of the venue, ahead of repairs and warm-up: so a question is for a few blocks, and a few calls
/// are under way for a venue, however many pages want some.
/// </summary>
internal sealed class OlderCandles(IMarketReader market, TimeProvider time)
{
    public const int BlockSize = 500;

    /// <summary>Blocks of one question.</summary>
    public const int MostBlocks = 6;

    /// <summary>Calls under way for instruments of one venue.</summary>
    public const int AtOnce = 4;

    /// <summary>About 5 MB.</summary>
    private const int KeptBlocks = 100;

    public static readonly TimeSpan HoldsFor = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Key, Block> _blocks = new();
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _places = new(StringComparer.Ordinal);

    /// <summary>The whole blocks that hold <c>from &lt;= open time &lt; before</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are more than <see cref="MostBlocks"/>.</exception>
    public async Task<OlderRange> GetAsync(InstrumentId instrument, KlineInterval interval, long from, long before, CancellationToken cancellationToken)
    {
        var length = interval.ToMilliseconds() * BlockSize;
        var first = from / length * length;
        var count = (before - first + length - 1) / length;
        if (from < 0 || count is < 1 or > MostBlocks)
            throw new ArgumentOutOfRangeException(nameof(from), from, $"Expected a range of 1 to {MostBlocks} blocks of {BlockSize} candles; got {count}.");
        var asked = Enumerable.Range(0, (int)count).Select(i => GetAsync(new Key(instrument, interval, first + (i * length)), cancellationToken));
        var klines = (await Task.WhenAll(asked)).SelectMany(series => series.Klines).Where(kline => kline.Closed);
        return new OlderRange([.. klines], first, first + (count * length));
    }

    private async Task<KlineSeries> GetAsync(Key key, CancellationToken cancellationToken)
    {
        if (Known(key) is { } known)
            return await known.WaitAsync(cancellationToken);
        var places = _places.GetOrAdd(key.Instrument.Venue, static _ => new SemaphoreSlim(AtOnce));
        // Whoever leaves while it waits asks for nothing any more.
        await places.WaitAsync(cancellationToken);
        if (Known(key) is { } meanwhile)
        {
            places.Release();
            return await meanwhile.WaitAsync(cancellationToken);
        }

        if (_blocks.Count >= KeptBlocks)
            _blocks.Clear();
        var answer = AskAsync(key, places);
        _blocks[key] = new Block(answer, time.GetTimestamp());
        return await answer.WaitAsync(cancellationToken);
    }

    private Task<KlineSeries>? Known(Key key) =>
        _blocks.TryGetValue(key, out var block) && !block.Answer.IsFaulted && !block.Answer.IsCanceled && time.GetElapsedTime(block.AskedAt) < HoldsFor
            ? block.Answer
            : null;

    private async Task<KlineSeries> AskAsync(Key key, SemaphoreSlim places)
    {
        try
        {
            var end = key.Start + ((BlockSize - 1) * key.Interval.ToMilliseconds());
            // Others wait for it too: it goes on without the page that has asked.
            return await market.GetKlinesAsync(key.Instrument, new KlineQuery(key.Interval, BlockSize, key.Start, end)).ConfigureAwait(false);
        }
        finally
        {
            places.Release();
        }
    }

    private readonly record struct Key(InstrumentId Instrument, KlineInterval Interval, long Start);

    private readonly record struct Block(Task<KlineSeries> Answer, long AskedAt);
}
