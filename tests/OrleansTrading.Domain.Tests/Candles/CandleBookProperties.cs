using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Domain.Candles;
using static OrleansTrading.Domain.Tests.Candles.Klines;

namespace OrleansTrading.Domain.Tests.Candles;

public sealed class CandleBookProperties
{
    private static readonly Gen<Kline[]> Histories =
        from seed in Gen.Choose(0, int.MaxValue)
        from start in Gen.Choose(0, 1440)
        from count in Gen.Choose(1, 600)
        select Make(seed, start, count);

    private static readonly Gen<KlineInterval[]> Intervals =
        from longer in Gen.SubListOf(KlineIntervals.All.Where(interval => interval is > KlineInterval.OneMinute and <= KlineInterval.TwoHours))
        select longer.Order().Prepend(KlineInterval.OneMinute).ToArray();

    [Fact]
    public void RollUp_WholeHistoryStreamed_EqualsDecimalOracle() =>
        Prop.ForAll(Histories.ToArbitrary(), Intervals.ToArbitrary(), (history, intervals) =>
        {
            var book = new CandleBook(intervals, capacity: 700);
            var changes = new List<CandleChange>();
            foreach (var kline in history)
            {
                book.ApplyStream(kline with { Closed = false }, changes);
                book.ApplyStream(kline, changes);
            }

            return intervals.All(interval => Agrees(book, interval, history))
                && changes.Where(change => change.Interval != KlineInterval.OneMinute).Select(change => change.Kline)
                    .ToHashSet().SetEquals(intervals.Skip(1).SelectMany(interval => Whole(history, interval)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void RollUp_LossesMendedLater_EqualsDecimalOracle() =>
        Prop.ForAll(Histories.ToArbitrary(), Intervals.ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (history, intervals, seed) =>
        {
            var random = new Random(seed);
            var book = new CandleBook(intervals, capacity: 700);
            for (var i = 0; i < history.Length; i++)
            {
                if (random.Next(12) > 0)
                    book.ApplyStream(history[i] with { Closed = false });
                if (random.Next(12) > 0)
                    book.ApplyStream(history[i]);
                else if (i + 1 < history.Length && random.Next(2) == 0)
                    Swap(book, history[i], history[i + 1]);
            }

            Mend(book, history);
            return intervals.All(interval => Agrees(book, interval, history));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void ExactSum_AnyDecimals_IsTheNearestDoubleOfTheirSum() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ArrayOf().ToArbitrary(), Gen.Choose(0, 8).ToArbitrary(), (units, decimals) =>
        {
            var scale = (decimal)Math.Pow(10, decimals);
            var sum = default(ExactSum);
            foreach (var unit in units)
                sum.TryAdd((double)(unit / scale)).ShouldBeTrue();
            var expected = double.Parse(units.Sum(unit => unit / scale).ToString());
            return sum.ToDouble() == expected;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static void Swap(CandleBook book, Kline late, Kline next)
    {
        book.ApplyStream(next with { Closed = false });
        book.ApplyStream(late);
    }

    private static void Mend(CandleBook book, Kline[] history)
    {
        var now = history[^1].OpenTime + Minute;
        foreach (var gap in book.MissingClosed(KlineInterval.OneMinute, now, history[0].OpenTime))
        {
            var rows = history.Where(kline => kline.OpenTime >= gap.From && kline.OpenTime <= gap.To).ToArray();
            book.ApplyHistory(KlineInterval.OneMinute, rows, KlineSource.Rest);
        }
    }

    /// <summary>The ring's closed candles are those whose every part is in the history, and each is the oracle's.</summary>
    private static bool Agrees(CandleBook book, KlineInterval interval, Kline[] history) =>
        book.Ring(interval).ToArray().Where(kline => kline.Closed).SequenceEqual(Whole(history, interval));

    private static Kline[] Whole(Kline[] history, KlineInterval interval)
    {
        var end = history[^1].OpenTime + Minute;
        return [.. RollUpOracle.RollUp(history, interval)
            .Where(kline => kline.OpenTime >= history[0].OpenTime && kline.OpenTime + interval.ToMilliseconds() <= end)];
    }

    private static Kline[] Make(int seed, int start, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(start, count).Select(minute => random.Next(10) == 0 ? Quiet(At(minute)) : Random(random, At(minute)))];
    }

    private static Kline Quiet(long openTime) => new(openTime, 77, 77, 77, 77, 0, 0, 0, 0, 0, true);
}
