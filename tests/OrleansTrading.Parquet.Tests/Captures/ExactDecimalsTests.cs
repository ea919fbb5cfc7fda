using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Parquet.Captures;

namespace OrleansTrading.Parquet.Tests.Captures;

public sealed class ExactDecimalsTests
{
    [Fact]
    public void Number_ReadFromText_IsScaledToItsDigits()
    {
        var cases = from bits in Gen.Choose(1, 49)
                    from high in Gen.Choose(0, int.MaxValue)
                    from low in Gen.Choose(0, int.MaxValue)
                    from negative in Gen.Elements(1L, -1L)
                    from scale in Gen.Choose(0, 18)
                    select (Units: negative * (long)((ulong)(((long)high << 31) | (long)low) % (1UL << bits)), Scale: scale);
        Prop.ForAll(cases.ToArbitrary(), item =>
        {
            var value = double.Parse(string.Create(CultureInfo.InvariantCulture, $"{item.Units}e-{item.Scale}"), CultureInfo.InvariantCulture);
            ExactDecimals.TryScale(value, item.Scale, out var units).ShouldBeTrue();
            units.ShouldBe(item.Units);
            ExactDecimals.ToDouble(units, item.Scale).ShouldBe(value);
            // With more digits it is the same number, as long as there is room.
            if (item.Scale < 18 && Math.Abs(item.Units) < 100_000_000_000_000_000)
            {
                ExactDecimals.TryScale(value, item.Scale + 1, out var longer).ShouldBeTrue();
                ExactDecimals.ToDouble(longer, item.Scale + 1).ShouldBe(value);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Fact]
    public void Doubles_OfAnyKind_ComeBackAsTheyWereOrAreRefused()
    {
        var values = from bits in Gen.Choose(0, int.MaxValue) from more in Gen.Choose(0, int.MaxValue) select BitConverter.Int64BitsToDouble(((long)bits << 33) | (long)more);
        Prop.ForAll(values.ToArbitrary(), value =>
        {
            for (var scale = 0; scale <= 18; scale++)
            {
                if (ExactDecimals.TryScale(value, scale, out var units))
                {
                    ExactDecimals.ToDouble(units, scale).ShouldBe(value);
                    Math.Abs(units).ShouldBeLessThan(1_000_000_000_000_000_000);
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Theory]
    [InlineData(0.125, 2, false)]
    [InlineData(0.125, 3, true)]
    [InlineData(0.1 + 0.2, 17, false)]
    [InlineData(1e-9, 8, false)]
    [InlineData(60_000.1, 1, true)]
    [InlineData(1e15, 0, true)]
    [InlineData(1e14, 3, true)]
    [InlineData(1e14, 4, false)]
    [InlineData(1e17, 0, false)]
    [InlineData(double.NaN, 0, false)]
    [InlineData(double.PositiveInfinity, 5, false)]
    [InlineData(double.MaxValue, 0, false)]
    public void Value_OnOrOffAScale_IsTakenOrRefused(double value, int scale, bool taken) => ExactDecimals.TryScale(value, scale, out _).ShouldBe(taken);

    [Fact]
    public void ScaleOf_Values_IsTheSmallestThatHoldsAll()
    {
        ExactDecimals.ScaleOf([1.5, 2, 3.25]).ShouldBe(2);
        ExactDecimals.ScaleOf([1.5, 2], least: 4).ShouldBe(4);
        ExactDecimals.ScaleOf([]).ShouldBe(0);
        ExactDecimals.ScaleOf([1.5, double.NaN]).ShouldBeNull();
        ExactDecimals.ScaleOf([0.1 + 0.2]).ShouldBeNull();
        // Either would do alone; together they have more digits than there is room for.
        ExactDecimals.ScaleOf([1e15, 1e-6]).ShouldBeNull();
    }

    [Theory]
    [InlineData("0.10", 1)]
    [InlineData("0.001", 3)]
    [InlineData("1", 0)]
    [InlineData("10", 0)]
    [InlineData("0.00000100", 6)]
    public void Scale_OfATickSize_IsItsDigits(string size, int scale) => CaptureSource.ScaleOf(decimal.Parse(size, CultureInfo.InvariantCulture)).ShouldBe(scale);
}
