using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Domain.Candles;
using static OrleansTrading.Domain.Tests.Candles.Klines;

namespace OrleansTrading.Domain.Tests.Candles;

public sealed class CandleRingProperties
{
    private const int Capacity = 12;

    private static readonly Gen<(Kline Kline, KlineSource Source)> Events =
        from minute in Gen.Choose(0, 40)
        from jump in Gen.Frequency((30, Gen.Constant(0)), (1, Gen.Constant(100)))
        from trades in Gen.Choose(0, 6)
        from closed in Gen.Elements(true, false)
        from source in Gen.Elements(Enum.GetValues<KlineSource>())
        select (Of(At(minute + jump), trades, closed), source);

    [Fact]
    public void Ring_AnyEvents_EqualsDictionaryAfterEach() =>
        Prop.ForAll(Events.ArrayOf().ToArbitrary(), events =>
        {
            var ring = new CandleRing(KlineInterval.OneMinute, Capacity);
            var oracle = new RingOracle(KlineInterval.OneMinute, Capacity);
            foreach (var (kline, source) in events)
            {
                var expected = oracle.Apply(kline, source);
                if (ring.Apply(kline, source) is var change && !Same(change, expected))
                    return false.Label($"{kline} by {source}: {change}, expected {expected}");
                if (!ring.ToArray().SequenceEqual(oracle.All) || ring.Count != oracle.All.Length)
                    return false.Label($"after {kline} by {source}");
                if (!ring.ToArray().Select(k => k.OpenTime).Where(t => ring.PhaseOf(t) == CandlePhase.Ended).SequenceEqual(oracle.Ended))
                    return false.Label("ended");
            }

            return true.Label("equal");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithEndSize(120));

    [Fact]
    public void Ring_AnyOrderAndRepetitionOfHistory_HoldsTheSameClosedCandles() =>
        Prop.ForAll(Histories().ToArbitrary(), events =>
        {
            var ring = new CandleRing(KlineInterval.OneMinute, Capacity);
            foreach (var kline in events)
                ring.Apply(kline, KlineSource.Stream);
            var newest = events.Select(kline => kline.OpenTime).DefaultIfEmpty().Max();
            var expected = events.Where(kline => kline.Closed && kline.OpenTime > newest - (Capacity * Minute)).Distinct().OrderBy(kline => kline.OpenTime);
            return ring.ToArray().Where(kline => kline.Closed).SequenceEqual(expected);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void MissingRanges_AnyRing_AreWhatIsNotClosed() =>
        Prop.ForAll(Events.ArrayOf().ToArbitrary(), Gen.Choose(0, 60).Two().ToArbitrary(), (events, bounds) =>
        {
            var ring = new CandleRing(KlineInterval.OneMinute, Capacity);
            foreach (var (kline, source) in events)
                ring.Apply(kline, source);
            var (from, to) = (At(Math.Min(bounds.Item1, bounds.Item2)), At(Math.Max(bounds.Item1, bounds.Item2)));
            var expected = Times(from, to).Where(time => time >= (ring.WindowStart ?? from) && ring.PhaseOf(time) != CandlePhase.Closed);
            var ranges = ring.MissingRanges(from, to);
            var separate = ranges.Zip(ranges.Skip(1)).All(pair => pair.First.To + Minute < pair.Second.From);
            return separate && ranges.SelectMany(range => Times(range.From, range.To)).SequenceEqual(expected);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Gaps_OfAList_AreWhatItLacks() =>
        Prop.ForAll(Gen.Choose(0, 40).ArrayOf().ToArbitrary(), Gen.Choose(-5, 45).Two().ToArbitrary(), (minutes, bounds) =>
        {
            var klines = minutes.Order().Select(minute => Closed(minute, 1)).ToArray();
            var (from, to) = (At(Math.Min(bounds.Item1, bounds.Item2)) - 1, At(Math.Max(bounds.Item1, bounds.Item2)) + 1);
            var expected = Times(from, to).Except(klines.Select(kline => kline.OpenTime));
            return KlineGaps.Missing(klines, KlineInterval.OneMinute, from, to).SelectMany(range => Times(range.From, range.To)).SequenceEqual(expected);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    /// <summary>Some opens and one close of each of some candles, shuffled, some of them repeated.</summary>
    private static Gen<Kline[]> Histories() =>
        from minutes in Gen.Choose(0, 30).ArrayOf()
        let frames = minutes.Distinct().SelectMany(minute => (Kline[])[Open(minute, 1), Open(minute, 2), Closed(minute, 3)]).ToArray()
        from repeated in Gen.SubListOf(frames)
        from shuffled in Gen.Shuffle(frames.Concat(repeated).ToArray())
        select shuffled.ToArray();

    private static IEnumerable<long> Times(long from, long to)
    {
        for (var time = KlineInterval.OneMinute.OpenTimeOf(from + Minute - 1); time <= to; time += Minute)
            yield return time;
    }

    /// <summary>An open value that repeats a closed or ended candle may be called either; it changes nothing.</summary>
    private static bool Same(RingChange change, RingChange expected) =>
        change == expected || (change, expected) is (RingChange.Ignored, RingChange.Unchanged) or (RingChange.Unchanged, RingChange.Ignored);
}
