using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Signals;
using OrleansTrading.TestKit;

namespace OrleansTrading.Domain.Tests.Signals;

/// <summary>Outcomes of what half a year of a real market would have raised.</summary>
public sealed class RecordedOutcomeTests
{
    private const string Futures = "market/binance-usdm";
    private const long Hour = 3_600_000;
    private const int Warm = 60;

    private static readonly SignalRules Making = new(Threshold: 40, StopAtr: 1.5, TargetAtr: [1.5, 3], LifeCandles: 4);
    private static readonly OutcomeRules Rules = new(Target: 1, TimeLimit: 24);

    /// <remarks>Four candles of an hour say more of the order of prices than one of four hours, and must not contradict it.</remarks>
    [Fact]
    public void Outcomes_OfFourHours_AreThoseOfTheHoursWithin()
    {
        var counts = new Dictionary<OutcomeKind, int>();
        var (both, decidedBelow) = (0, 0);
        foreach (var file in Files("4h"))
        {
            var klines = Read(file);
            var hours = Read(Path.Combine(Path.GetDirectoryName(file)!, "..", "1h", Path.GetFileName(file)));
            foreach (var signal in SignalsOf(Path.GetFileNameWithoutExtension(file), KlineInterval.FourHours, klines))
            {
                if (signal.CandleOpenTime + (4 * Hour) < hours[0].OpenTime)
                    continue;
                var outcome = OutcomeJudge.Judge(signal, Rules, klines, completeUntil: 0);
                counts[outcome.Kind] = counts.GetValueOrDefault(outcome.Kind) + 1;
                if (outcome.Kind == OutcomeKind.Open)
                    continue;
                both += outcome.BothTouched ? 1 : 0;
                var finer = WithinHours(signal, hours.Where(hour => hour.OpenTime >= signal.CandleOpenTime + (4 * Hour) && hour.OpenTime + Hour <= outcome.At));
                if (finer is not { } decided)
                    continue;
                decidedBelow++;
                decided.Candle.ShouldBe(outcome.Candles, signal.Key);
                if (outcome.BothTouched)
                    continue;
                decided.Kind.ShouldBe(outcome.Kind, signal.Key);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{string.Join(", ", counts)}; {both} touched both within a candle, {decidedBelow} decided within hours");
        counts.GetValueOrDefault(OutcomeKind.Unknown).ShouldBe(0);
        foreach (var kind in new[] { OutcomeKind.Target, OutcomeKind.Stop, OutcomeKind.Time })
            counts[kind].ShouldBeGreaterThan(10);
        decidedBelow.ShouldBeGreaterThan(200);
    }

    [Fact]
    public void Outcomes_OfHours_AreTheSameInWhicheverPiecesTheCandlesCome()
    {
        var tally = new HitTally();
        foreach (var file in Files("1h"))
        {
            var klines = Read(file);
            var signals = SignalsOf(Path.GetFileNameWithoutExtension(file), KlineInterval.OneHour, klines).ToList();
            signals.Count.ShouldBeGreaterThan(100);
            var random = new Random(7);
            foreach (var signal in signals)
            {
                var first = Array.FindIndex(klines, kline => kline.OpenTime > signal.CandleOpenTime);
                var whole = OutcomeJudge.Judge(signal, Rules, first < 0 ? [] : klines.Skip(first), 0);
                tally.Add(whole);
                for (var until = first; first >= 0 && until < Math.Min(klines.Length, first + Rules.TimeLimit); until += random.Next(1, 9))
                {
                    var part = OutcomeJudge.Judge(signal, Rules, klines[first..until], klines[first].OpenTime);
                    (part.Kind == OutcomeKind.Open || part == whole).ShouldBeTrue(signal.Key);
                }
            }
        }

        var rate = tally.ToRate();
        TestContext.Current.TestOutputHelper?.WriteLine($"{rate}");
        rate.Unknown.ShouldBe(0);
        rate.Signals.ShouldBe(rate.Decided + rate.Open);
        // Target and stop are as far from the entry, so a market that knows nothing of signals gives about as many of each.
        rate.Rate!.Value.ShouldBeInRange(0.3, 0.6);
        rate.MeanR!.Value.ShouldBeInRange(-0.3, 0.3);
    }

    private static (OutcomeKind Kind, int Candle)? WithinHours(TradeSignal signal, IEnumerable<Kline> hours)
    {
        var (up, down) = signal.Direction == SignalDirection.Long ? (signal.Targets[0], signal.Stop) : (signal.Stop, signal.Targets[0]);
        foreach (var hour in hours)
        {
            var candle = (int)((hour.OpenTime - signal.CandleOpenTime) / (4 * Hour));
            var (rose, fell) = (hour.High >= up, hour.Low <= down);
            if (rose || fell)
                return (rose && fell ? OutcomeKind.Stop : rose == (signal.Direction == SignalDirection.Long) ? OutcomeKind.Target : OutcomeKind.Stop, candle);
        }

        return null;
    }

    private static IEnumerable<TradeSignal> SignalsOf(string symbol, KlineInterval interval, Kline[] klines)
    {
        var tracker = new ReadingTracker();
        foreach (var kline in klines)
        {
            tracker.Update(kline);
            if (tracker.Count < Warm)
                continue;
            var reading = MarketReading.Of(interval, tracker.Closed, isOpen: false, default, FactorWeights.Default);
            if (SignalMaker.Make(new InstrumentId("binance", symbol), reading, Making, kline.OpenTime + interval.ToMilliseconds()) is { } signal)
                yield return signal;
        }
    }

    private static string[] Files(string interval)
    {
        var path = SharedData.TryFind($"{Futures}/{interval}");
        Assert.SkipWhen(path is null, SharedData.Absent($"{Futures}/{interval}"));
        return Directory.GetFiles(path!);
    }

    private static Kline[] Read(string file) =>
    [
        .. from line in File.ReadLines(file).Skip(1)
           let c = line.Split(',')
           select new Kline(
               long.Parse(c[0]), double.Parse(c[1]), double.Parse(c[2]), double.Parse(c[3]), double.Parse(c[4]),
               double.Parse(c[5]), double.Parse(c[6]), 0, 0, int.Parse(c[7]), Closed: true),
    ];
}
