using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Benchmarks.Running;
using static OrleansTrading.Benchmarks.Tests.Running.Runs;

namespace OrleansTrading.Benchmarks.Tests.Running;

public sealed class BaselineTests
{
    [Theory]
    [InlineData(100, 110, false)]
    [InlineData(100, 120, false)]
    [InlineData(100, 121, true)]
    [InlineData(100, 50, false)]
    public void Time_OnAMachineAsFast_IsWorseBeyondAFifth(double before, double now, bool isTold) =>
        IsTold(Of(1, Time(now)), Of(1, Time(before))).ShouldBe(isTold);

    [Theory]
    [InlineData(1_200, 1_000, false)]
    [InlineData(1_210, 1_000, true)]
    [InlineData(1_000, 2_000, false)]
    public void Rate_OnAMachineAsFast_IsWorseWhenLower(double before, double now, bool isTold) =>
        IsTold(Of(1, Rate(now)), Of(1, Rate(before))).ShouldBe(isTold);

    [Fact]
    public void Speed_OnAMachineHalfAsFast_IsNoWorseAtHalfTheSpeed()
    {
        IsTold(Of(2, Time(200), Rate(500)), Of(1, Time(100), Rate(1_000))).ShouldBeFalse();
        IsTold(Of(2, Time(250)), Of(1, Time(100))).ShouldBeTrue();
        IsTold(Of(2, Rate(400)), Of(1, Rate(1_000))).ShouldBeTrue();
    }

    [Fact]
    public void Speed_OnAMachineTwiceAsFast_IsWorseAtTheSameSpeed()
    {
        IsTold(Of(0.5, Time(100)), Of(1, Time(100))).ShouldBeTrue();
        IsTold(Of(0.5, Rate(1_000)), Of(1, Rate(1_000))).ShouldBeTrue();
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(10)]
    public void Bytes_OnAnyMachine_AreComparedAsTheyAre(double calibration)
    {
        IsTold(Of(calibration, Bytes(119)), Of(1, Bytes(100))).ShouldBeFalse();
        IsTold(Of(calibration, Bytes(121)), Of(1, Bytes(100))).ShouldBeTrue();
    }

    [Fact]
    public void Figure_ThatWasZero_IsWorseAsSoonAsItIsNot()
    {
        IsTold(Of(1, Bytes(0)), Of(1, Bytes(0))).ShouldBeFalse();
        IsTold(Of(1, Bytes(1)), Of(1, Bytes(0))).ShouldBeTrue();
    }

    [Fact]
    public void Speed_OfARunWithoutCalibration_IsComparedAsItIs() =>
        IsTold(Of(0, Time(110)), Of(5, Time(100))).ShouldBeFalse();

    [Fact]
    public void Figure_OfOneRunOnly_IsNotCompared() =>
        Baseline.Compare(Of(1, Time(100), Bytes(5)), Of(1, Time(100), Rate(7))).Select(pair => pair.Now).ShouldBe([Time(100)]);

    [Fact]
    public void Compared_Several_HasTheWorstFirst() =>
        Baseline.Compare(Of(1, Time(130), Bytes(300)), Of(1, Time(100), Bytes(100))).Select(pair => pair.Worse).ShouldBe([3, 1.3]);

    [Fact]
    public void Ratio_AnyMachine_IsThatOfTheSameMachine() =>
        Prop.ForAll(
            Gen.Choose(1, 1_000_000).Three().ToArbitrary(),
            numbers =>
            {
                var (before, now, machine) = (numbers.Item1 / 100.0, numbers.Item2 / 100.0, numbers.Item3 / 1000.0);
                var here = Baseline.Compare(Of(1, Time(now), Rate(now)), Of(1, Time(before), Rate(before)));
                var there = Baseline.Compare(Of(machine, Time(now * machine), Rate(now / machine)), Of(1, Time(before), Rate(before)));
                return here.Zip(there).All(pair => pair.First.Now.Name == pair.Second.Now.Name && Math.Abs((pair.First.Worse / pair.Second.Worse) - 1) < 1e-9)
                    .Label($"{before} to {now} on a machine of {machine}");
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Markdown_OfRegressions_NamesThemAndByHowMuch()
    {
        var text = Baseline.ToMarkdown(Of(1, Time(150), Bytes(100)), Of(1, Time(100), Bytes(100)));
        text.ShouldStartWith("## Beside the baseline: 1 of 2 figures are worse by more than 20 %");
        text.ShouldContain("| one / step / p50 | 100 ms | 150 ms | 50 % |");
        text.ShouldNotContain("allocated");
        text.ShouldNotContain("Only in the baseline");
    }

    [Fact]
    public void Markdown_OfARunThatLacksAFigure_NamesIt() =>
        Baseline.ToMarkdown(Of(1, Time(100)), Of(1, Time(100), Rate(7))).ShouldContain("Only in the baseline: one / rows / rate.");

    private static bool IsTold(RunReport now, RunReport before) => Baseline.Compare(now, before).Any(pair => pair.Worse > 1 + Baseline.Tolerance);
}
