using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Domain.Tests.Signals;

public sealed class SignalMakerTests
{
    private const long OpenTime = 1_767_225_600_000;
    private const long Now = OpenTime + 3_600_500;

    private static readonly InstrumentId Instrument = new("binance", "BTCUSDT");
    private static readonly SignalRules Rules = new(Threshold: 50, StopAtr: 1.5, TargetAtr: [1.5, 3], LifeCandles: 4);

    [Fact]
    public void Signal_OfAHighScore_IsLongWithStopBelowAndTargetsAbove()
    {
        var signal = SignalMaker.Make(Instrument, Reading(60), Rules, Now)!;
        signal.Direction.ShouldBe(SignalDirection.Long);
        signal.Entry.ShouldBe(100);
        signal.Stop.ShouldBe(97);
        signal.Targets.ShouldBe([103, 106]);
        signal.CandleOpenTime.ShouldBe(OpenTime);
        signal.CreatedAt.ShouldBe(Now);
        signal.ExpiresAt.ShouldBe(OpenTime + (5 * 3_600_000));
        signal.Regime.ShouldBe(MarketRegime.Ranging);
        signal.Score.ShouldBe(60);
    }

    [Fact]
    public void Signal_OfALowScore_IsShortWithStopAboveAndTargetsBelow()
    {
        var signal = SignalMaker.Make(Instrument, Reading(-50), Rules, Now)!;
        signal.Direction.ShouldBe(SignalDirection.Short);
        signal.Stop.ShouldBe(103);
        signal.Targets.ShouldBe([97, 94]);
    }

    [Theory]
    [InlineData(49.999)]
    [InlineData(-49.999)]
    [InlineData(0)]
    [InlineData(double.NaN)]
    public void Signal_OfAScoreBelowTheThreshold_IsNone(double score) => SignalMaker.Make(Instrument, Reading(score), Rules, Now).ShouldBeNull();

    [Fact]
    public void Signal_OfAnOpenCandle_IsNone() => SignalMaker.Make(Instrument, Reading(90) with { IsOpen = true }, Rules, Now).ShouldBeNull();

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(70)]
    public void Signal_WhereNoStopCanBeSet_IsNone(double atr) => SignalMaker.Make(Instrument, Reading(90) with { Atr = atr }, Rules, Now).ShouldBeNull();

    [Fact]
    public void Key_OfSignalsOfOneCandle_IsTheSame() =>
        SignalMaker.Make(Instrument, Reading(90), Rules, Now)!.Key.ShouldBe(SignalMaker.Make(Instrument, Reading(-70), Rules, Now + 9)!.Key);

    private static MarketReading Reading(double score) => new(
        KlineInterval.OneHour, OpenTime, false, 100, 2, 0.01, MarketReading.DirectionOf(score), score, default, MarketRegime.Ranging);
}
