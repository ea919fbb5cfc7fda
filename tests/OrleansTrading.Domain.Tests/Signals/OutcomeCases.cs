using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Domain.Tests.Signals;

/// <summary>Signals with the candles after them, and the prices that the candles are made of.</summary>
internal static class OutcomeCases
{
    public const long Start = 1_767_225_600_000;
    public const long Length = 300_000;
    public const double Entry = 1000;

    public static TradeSignal Signal(SignalDirection direction, double stopDistance, params double[] targetDistances)
    {
        var side = direction == SignalDirection.Short ? -1 : 1;
        ImmutableArray<double> targets = [.. targetDistances.Select(distance => Entry + (side * distance))];
        return new TradeSignal(
            new InstrumentId("binance", "BTCUSDT"), KlineInterval.FiveMinutes, Start, direction, side * 60, default, MarketRegime.Ranging,
            Entry, Entry - (side * stopDistance), targets, Start + Length, Start + (5 * Length));
    }

    /// <summary>The candle that is so many after the signal's own.</summary>
    public static Kline Candle(int number, double open, double high, double low, double close) =>
        new(Start + (number * Length), open, high, low, close, 1, 1, 0, 0, 1, Closed: true);

    public static Kline Candle(int number, int[] ticks) => Candle(number, ticks[0], ticks.Max(), ticks.Min(), ticks[^1]);

    /// <summary>A walk of whole steps within candles, with jumps between them.</summary>
    public static Gen<OutcomeCase> All { get; } =
        from direction in Gen.Elements(SignalDirection.Long, SignalDirection.Short)
        from stop in Gen.Choose(1, 6)
        from first in Gen.Choose(1, 6)
        from second in Gen.Choose(1, 6)
        from target in Gen.Choose(1, 3)
        from limit in Gen.Choose(1, 6)
        from jumps in Gen.Frequency((3, Gen.Constant(0)), (2, Gen.Choose(-4, 4))).ArrayOf(8)
        from steps in Gen.Choose(-1, 1).ArrayOf(12).ArrayOf(8)
        from present in Gen.Frequency((19, Gen.Constant(true)), (1, Gen.Constant(false))).ArrayOf(8)
        from count in Gen.Choose(0, 8)
        from lag in Gen.Choose(-2, 2)
        select new OutcomeCase(
            Signal(direction, stop, first, first + second), new OutcomeRules(target, limit), Ticks(jumps, steps), present, count, Start + ((1 + count + lag) * Length));

    private static int[][] Ticks(int[] jumps, int[][] steps)
    {
        var (price, candles) = ((int)Entry, new int[steps.Length][]);
        for (var i = 0; i < steps.Length; i++)
        {
            price += jumps[i];
            var ticks = new List<int> { price };
            foreach (var step in steps[i])
                ticks.Add(price += step);
            candles[i] = [.. ticks];
        }

        return candles;
    }
}

/// <param name="Signal">The signal.</param>
/// <param name="Rules">The rules.</param>
/// <param name="Ticks">Every price of each candle after the signal's own.</param>
/// <param name="Present">Which of the candles are there.</param>
/// <param name="Count">How many of the candles have closed.</param>
/// <param name="CompleteUntil">Until when they should be there.</param>
internal sealed record OutcomeCase(TradeSignal Signal, OutcomeRules Rules, int[][] Ticks, bool[] Present, int Count, long CompleteUntil)
{
    public Kline[] Klines => [.. Enumerable.Range(0, Count).Where(i => Present[i]).Select(i => OutcomeCases.Candle(i + 1, Ticks[i]))];

    public SignalOutcome Judge() => OutcomeJudge.Judge(Signal, Rules, Klines, CompleteUntil);

    public override string ToString() =>
        $"{Signal.Direction} stop {Signal.Stop} targets {string.Join(' ', Signal.Targets)} {Rules}, {Count} closed, complete until {(CompleteUntil - OutcomeCases.Start) / OutcomeCases.Length}: "
        + string.Join(" | ", Ticks.Select((ticks, i) => (Present[i] ? "" : "absent ") + string.Join(',', ticks)));
}
