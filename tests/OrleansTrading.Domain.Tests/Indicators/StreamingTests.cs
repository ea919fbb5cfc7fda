using System.Reflection;
using System.Runtime.InteropServices;
using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Domain.Indicators;

namespace OrleansTrading.Domain.Tests.Indicators;

/// <summary>What holds for every indicator: one input at a time, all at once and foretold, it gives the same bits.</summary>
public sealed class StreamingTests
{
    [Fact]
    public void ValueIndicators_AnySeries_GiveTheSameBitsEachWay() => ForAll((seed, period) =>
    {
        var inputs = MadeUp.Numbers(seed, 150);
        var others = MadeUp.Numbers(seed + 1, 150);
        Check(new Sma(period), inputs, others, Sma.Compute(inputs, period));
        Check(new Ema(period), inputs, others, Ema.Compute(inputs, period));
        Check(new Wma(period), inputs, others, Wma.Compute(inputs, period));
        Check(new Rsi(period), inputs, others, Rsi.Compute(inputs, period));
        Check(new Macd(period, 2 * period, 5), inputs, others, Macd.Compute(inputs, period, 2 * period, 5));
        Check(new Bollinger(period, 2), inputs, others, Bollinger.Compute(inputs, period, 2));
        Check(new ZScore(period), inputs, others, ZScore.Compute(inputs, period));
        Check(new LinearSlope(period), inputs, others, LinearSlope.Compute(inputs, period));
        Check(new RollingVolatility(period), inputs, others, RollingVolatility.Compute(inputs, period));
    });

    [Fact]
    public void CandleIndicators_AnySeries_GiveTheSameBitsEachWay() => ForAll((seed, period) =>
    {
        var inputs = MadeUp.Walk(seed, 150);
        var others = MadeUp.Walk(seed + 1, 150);
        Check(new Adx(period), inputs, others, Adx.Compute(inputs, period));
        Check(new Atr(period), inputs, others, Atr.Compute(inputs, period));
        Check(new Stochastic(period, 3, 4), inputs, others, Stochastic.Compute(inputs, period, 3, 4));
        Check(new Obv(), inputs, others, Obv.Compute(inputs));
        Check(new SessionVwap(), inputs, others, SessionVwap.Compute(inputs));
        Check(new RollingVwap(period), inputs, others, RollingVwap.Compute(inputs, period));
        Check(new Cci(period), inputs, others, Cci.Compute(inputs, period));
        Check(new Mfi(period), inputs, others, Mfi.Compute(inputs, period));
        Check(new Donchian(period), inputs, others, Donchian.Compute(inputs, period));
        Check(new Keltner(period, 2 * period, 2), inputs, others, Keltner.Compute(inputs, period, 2 * period, 2));
        Check(new SuperTrend(period, 3), inputs, others, SuperTrend.Compute(inputs, period, 3));
        Check(new EmaChannel(period), inputs, others, EmaChannel.Compute(inputs, period));
    });

    [Fact]
    public void EveryIndicator_IsCheckedAbove() =>
        typeof(IndicatorSet).Assembly.GetTypes().Count(IsIndicator).ShouldBe(9 + 12);

    private static bool IsIndicator(Type type) =>
        type is { IsPublic: true, IsAbstract: false, BaseType.IsGenericType: true }
        && (type.BaseType.GetGenericTypeDefinition() == typeof(ValueIndicator<>) || type.BaseType.GetGenericTypeDefinition() == typeof(CandleIndicator<>));

    private static void ForAll(Action<int, int> check) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), Gen.Choose(2, 40).ToArbitrary(), check)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    private static void Check<TInput, TValue>(Indicator<TInput, TValue> indicator, TInput[] inputs, TInput[] others, TValue[] batch)
        where TInput : struct
        where TValue : struct
    {
        var name = indicator.GetType().Name;
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < inputs.Length; i++)
            {
                var before = i % 10 == 0 ? StateOf(indicator) : null;
                indicator.Preview(others[i]);
                var foretold = indicator.Preview(inputs[i]);
                if (before is not null)
                    StateOf(indicator).ShouldBe(before, $"{name}: a preview at {i} left a trace");
                var updated = indicator.Update(inputs[i]);
                if (!SameBits(foretold, batch[i]) || !SameBits(updated, batch[i]) || !SameBits(indicator.Value, batch[i]))
                    Assert.Fail($"{name} at {i}: batch {batch[i]}, foretold {foretold}, updated {updated}");
                indicator.Count.ShouldBe(i + 1);
            }

            indicator.Reset();
            indicator.Count.ShouldBe(0);
        }
    }

    private static bool SameBits<T>(T left, T right)
        where T : struct
    {
        var a = Doubles(ref left);
        var b = Doubles(ref right);
        for (var i = 0; i < a.Length; i++)
        {
            if (BitConverter.DoubleToInt64Bits(a[i]) != BitConverter.DoubleToInt64Bits(b[i]) && !(double.IsNaN(a[i]) && double.IsNaN(b[i])))
                return false;
        }

        return true;
    }

    private static ReadOnlySpan<double> Doubles<T>(ref T value)
        where T : struct => MemoryMarshal.Cast<T, double>(MemoryMarshal.CreateReadOnlySpan(ref value, 1));

    /// <summary>Every number in an object and in what it holds, in the order of its fields.</summary>
    private static List<object> StateOf(object value)
    {
        var state = new List<object>();
        Collect(value, state);
        return state;
    }

    private static void Collect(object? value, List<object> state)
    {
        if (value is null)
            return;
        if (value is double number)
        {
            state.Add(BitConverter.DoubleToInt64Bits(number));
        }
        else if (value.GetType().IsPrimitive)
        {
            state.Add(value);
        }
        else if (value is Array items)
        {
            foreach (var item in items)
                Collect(item, state);
        }
        else
        {
            for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
            {
                foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                    Collect(field.GetValue(value), state);
            }
        }
    }
}
