using System.Collections.Immutable;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>One symbol's random walk, its candles and its health.</summary>
internal sealed class FakeSymbol
{
    private const int Held = 300;

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly double _start;
    private readonly Dictionary<KlineInterval, List<Kline>> _series = [];
    private double _price;

    public FakeSymbol(InstrumentId id, double price, TimeProvider time)
    {
        (Id, _price, _start, _time) = (id, price, price, time);
        _random = new Random(id.Symbol.Sum(c => c));
        Activity = new FakeActivity(this, () => _price, time);
    }

    public InstrumentId Id { get; }

    /// <summary>Its book, order flow and stream history.</summary>
    public FakeActivity Activity { get; }

    public SymbolPhase Phase { get; set; } = SymbolPhase.Live;

    public Freshness Freshness { get; set; } = Freshness.Fresh;

    public TimeSpan Age { get; set; } = TimeSpan.FromMilliseconds(120);

    public bool IsSimulated { get; set; } = true;

    public bool IsQuiet { get; set; }

    /// <summary>Open times that are left out.</summary>
    public HashSet<long> Missing { get; } = [];

    public Dictionary<StreamKind, (StreamState State, TimeSpan? Age, int Reconnects)> Streams { get; } = new()
    {
        [StreamKind.Kline] = (StreamState.Live, TimeSpan.FromMilliseconds(140), 0),
        [StreamKind.Trade] = (StreamState.Live, TimeSpan.FromMilliseconds(60), 0),
        [StreamKind.BookTicker] = (StreamState.Live, TimeSpan.FromMilliseconds(20), 0),
        [StreamKind.MarkPrice] = (StreamState.Live, TimeSpan.FromMilliseconds(700), 0),
    };

    public InstrumentSnapshot Snapshot()
    {
        lock (_gate)
        {
            if (!IsQuiet)
                Move(0.0004);
            var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
            var book = new BookTicker(1, now, _price * 0.99999, 12.4, _price * 1.00001, 8.7);
            var mark = new MarkPrice(now, _price * 1.0001, _price * 1.0002, 0.0001, ((now / 28_800_000) + 1) * 28_800_000);
            ImmutableArray<double> sparkline = [.. Series(KlineInterval.OneMinute).TakeLast(60).Select(kline => kline.Close)];
            return new InstrumentSnapshot(Id, Phase, _price, ((_price / _start) - 1) * 100, _start * 12_345_678, book, mark, now, Age, Freshness,
                IsSimulated, [.. Streams.Select(stream => new StreamHealthSnapshot(stream.Key, stream.Value.State, stream.Value.Age, stream.Value.Reconnects))], sparkline);
        }
    }

    public ImmutableArray<Kline> Klines(KlineInterval interval, int limit)
    {
        lock (_gate)
            return [.. Series(interval).Where(kline => !Missing.Contains(kline.OpenTime)).TakeLast(limit)];
    }

    /// <summary>Candles from a time on; before those that are held, a wave about the price at the start.</summary>
    public ImmutableArray<Kline> From(KlineInterval interval, long start, int limit)
    {
        lock (_gate)
        {
            var series = Series(interval);
            var (first, length) = (series[0].OpenTime, interval.ToMilliseconds());
            var older = Enumerable.Range(0, limit).Select(i => start + (i * length)).Where(time => time < first).Select(time =>
            {
                var close = _start * (1 + (0.01 * Math.Sin(time / length / 20.0)));
                return new Kline(time, close, close * 1.001, close * 0.999, close, 100, 100, 50, 50, 10, true);
            });
            return [.. older, .. series.Where(kline => kline.OpenTime >= start && kline.OpenTime < start + (limit * length) && !Missing.Contains(kline.OpenTime))];
        }
    }

    public CandleStatus Status() => new([.. new[] { KlineInterval.OneMinute, KlineInterval.FiveMinutes, KlineInterval.OneHour, KlineInterval.OneDay }.Select(interval =>
    {
        var klines = Klines(interval, Held);
        return new IntervalStatus(interval, klines.Length, interval == KlineInterval.OneMinute ? Missing.Count : 0, klines[0].OpenTime, klines[^1].OpenTime, 0);
    })]);

    private List<Kline> Series(KlineInterval interval)
    {
        var current = interval.OpenTimeOf(_time.GetUtcNow().ToUnixTimeMilliseconds());
        if (!_series.TryGetValue(interval, out var series))
            _series.Add(interval, series = History(interval, current));
        while (series[^1].OpenTime < current)
        {
            series[^1] = series[^1] with { Closed = true };
            series.Add(new Kline(series[^1].OpenTime + interval.ToMilliseconds(), _price, _price, _price, _price, 0, 0, 0, 0, 0, false));
        }

        var open = series[^1];
        series[^1] = open with { Close = _price, High = Math.Max(open.High, _price), Low = Math.Min(open.Low, _price), Volume = open.Volume + 1.5, Trades = open.Trades + 3 };
        return series;
    }

    private List<Kline> History(KlineInterval interval, long current)
    {
        var series = new List<Kline>();
        var now = _price;
        var swing = 0.0008 * Math.Sqrt(interval.ToMilliseconds() / 60_000.0);
        for (var open = current; series.Count < Held; open -= interval.ToMilliseconds())
        {
            var close = _price;
            Move(swing);
            var (high, low) = (Math.Max(close, _price) * (1 + (_random.NextDouble() * swing)), Math.Min(close, _price) * (1 - (_random.NextDouble() * swing)));
            var volume = 200 * (0.2 + _random.NextDouble() + (Math.Abs(close - _price) / _price / swing));
            series.Add(new Kline(open, _price, high, low, close, volume, volume * close, volume / 2, volume * close / 2, 120, open != current));
        }

        _price = now;
        series.Reverse();
        return series;
    }

    private void Move(double swing) => _price *= 1 + ((_random.NextDouble() + _random.NextDouble() - 0.998) * swing);
}
