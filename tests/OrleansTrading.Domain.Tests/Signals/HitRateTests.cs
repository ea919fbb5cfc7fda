using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Domain.Tests.Signals;

public sealed class HitRateTests
{
    private const double Quantile = 1.959963984540054;

    private static readonly Gen<(int Hits, int Among)> Counts = from among in Gen.Choose(1, 5000) from hits in Gen.Choose(0, among) select (hits, among);

    [Fact]
    public void Confidence_OfAnyCounts_EndsWhereTheRateIsJustNotRefused() =>
        Prop.ForAll(Counts.ToArbitrary(), counts =>
        {
            var (low, high) = WilsonInterval.Of(counts.Hits, counts.Among);
            var rate = counts.Hits / (double)counts.Among;
            return low >= 0 && high <= 1 && low <= rate && rate <= high && IsEnd(low, rate, counts.Among) && IsEnd(high, rate, counts.Among);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Theory]
    [InlineData(3, 3, 0.4385, 1)]
    [InlineData(0, 10, 0, 0.2775)]
    [InlineData(8, 10, 0.4902, 0.9433)]
    [InlineData(500, 1000, 0.4691, 0.5309)]
    [InlineData(0, 0, 0, 1)]
    public void Confidence_OfCounts_IsTheTablesOne(int hits, int among, double low, double high)
    {
        var confidence = WilsonInterval.Of(hits, among);
        confidence.Low.ShouldBe(low, 0.0001);
        confidence.High.ShouldBe(high, 0.0001);
    }

    [Fact]
    public void Rate_OfOutcomes_IsOfTheDecidedAlone()
    {
        var tally = new HitTally();
        SignalOutcome?[] all = [Of(OutcomeKind.Target, 2, 3), Of(OutcomeKind.Stop, -1, 1), Of(OutcomeKind.Stop, -1, 2, both: true), Of(OutcomeKind.Time, 0.5, 10), null, Of(OutcomeKind.Unknown), Of(OutcomeKind.Open)];
        foreach (var outcome in all)
            tally.Add(outcome);
        tally.ToRate().ShouldBe(new HitRate(7, 1, 2, 1, 2, 1, 1, 0.25, WilsonInterval.Of(1, 4), 0.125, 4));
    }

    [Fact]
    public void Rate_OfNothing_IsNone() =>
        new HitTally().ToRate().ShouldBe(new HitRate(0, 0, 0, 0, 0, 0, 0, null, new WilsonInterval(0, 1), null, null));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(9.99, 0)]
    [InlineData(50, 50)]
    [InlineData(-59.9, 50)]
    [InlineData(-60, 60)]
    [InlineData(99, 90)]
    [InlineData(100, 90)]
    public void Band_OfAScore_IsTenPointsWide(double score, int band) => ScoreBand.Of(score).ShouldBe(band);

    /// <summary>A rate at the end of the interval lies as far from what was seen as chance goes once in twenty; 0 and 1 are ends where all or nothing was hit.</summary>
    private static bool IsEnd(double end, double rate, int among) =>
        Math.Abs(Math.Abs(rate - end) - (Quantile * Math.Sqrt(end * (1 - end) / among))) < 1e-9;

    private static SignalOutcome Of(OutcomeKind kind, double? r = null, int candles = 0, bool both = false) =>
        new(kind, 1, 24, candles, 0, r, r, r, r, r, both);
}
