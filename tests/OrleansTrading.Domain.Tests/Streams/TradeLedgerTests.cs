using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Domain.Tests.Streams;

public sealed class TradeLedgerTests
{
    private const int Plenty = 1_000_000;

    /// <summary>Ids as streams bring them: mostly the next, with jumps, repetitions and stragglers; and ranges that are given up.</summary>
    private static readonly Gen<Step[]> Steps =
        Gen.Frequency(
            (60, Gen.Choose(1, 1).Select(ahead => new Step(ahead, 0))),
            (10, Gen.Choose(2, 9).Select(ahead => new Step(ahead, 0))),
            (25, Gen.Choose(-12, 0).Select(back => new Step(back, 0))),
            (5, Gen.Choose(-15, 3).SelectMany(at => Gen.Choose(1, 6).Select(length => new Step(at, length))))).ArrayOf();

    [Fact]
    public void Ledger_AnyOrderOfIds_EqualsASetAfterEach() =>
        Prop.ForAll(Steps.ToArbitrary(), steps =>
        {
            var ledger = new TradeLedger(Plenty);
            var oracle = new LedgerOracle();
            foreach (var step in steps)
            {
                var id = Math.Max(0, (ledger.Newest ?? 100) + step.Ahead);
                if (step.GivenUp > 0)
                {
                    var range = new IdRange(id, id + step.GivenUp - 1);
                    if (ledger.GiveUp(range) is var lost && lost != oracle.GiveUp(range))
                        return false.Label($"{lost} given up of {range}");
                }
                else if (ledger.Take(id) is var outcome && outcome != oracle.Take(id))
                {
                    return false.Label($"{id} is {outcome}");
                }

                if (!ledger.Missing.SelectMany(Ids).SequenceEqual(oracle.Missing) || ledger.MissingCount != oracle.Missing.Count)
                    return false.Label($"missing after {step}: {string.Join(", ", ledger.Missing)}");
                if (ledger.Missing.Zip(ledger.Missing.Skip(1)).Any(pair => pair.First.To + 1 >= pair.Second.From))
                    return false.Label($"ranges touch after {step}: {string.Join(", ", ledger.Missing)}");
            }

            return (ledger.GivenUp == oracle.GivenUp).Label("given up");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(150));

    [Fact]
    public void Ledger_EverythingInAnyOrderTwice_IsNewOnce() =>
        Prop.ForAll(Gen.Shuffle(Enumerable.Range(1, 60).Concat(Enumerable.Range(1, 60)).Select(id => (long)id)).ToArbitrary(), ids =>
        {
            var ledger = new TradeLedger(Plenty);
            ledger.ContinueAfter(0);
            return ids.Count(id => ledger.Take(id) == TradeOutcome.New) == 60 && ledger.MissingCount == 0 && ledger.GivenUp == 0;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Ledger_FirstId_IsWhereItBegins()
    {
        var ledger = new TradeLedger(Plenty);
        ledger.Take(50).ShouldBe(TradeOutcome.New);
        ledger.Take(49).ShouldBe(TradeOutcome.Known);
        ledger.MissingCount.ShouldBe(0);
    }

    [Fact]
    public void Ledger_ToldToContinue_MissesWhatFollows()
    {
        var ledger = new TradeLedger(Plenty);
        ledger.ContinueAfter(50);
        ledger.Take(50).ShouldBe(TradeOutcome.Known);
        ledger.Take(60).ShouldBe(TradeOutcome.New);
        ledger.Missing.ShouldBe([new IdRange(51, 59)]);
    }

    [Fact]
    public void Ledger_MoreMissingThanAllowed_GivesUpTheOldest()
    {
        var ledger = new TradeLedger(mostMissing: 10);
        ledger.Take(100);
        ledger.Take(106);
        ledger.Take(116);
        ledger.Missing.ShouldBe([new IdRange(105, 105), new IdRange(107, 115)]);
        ledger.GivenUp.ShouldBe(4);
        ledger.Take(102).ShouldBe(TradeOutcome.Known);
        ledger.Take(105).ShouldBe(TradeOutcome.New);
        ledger.Take(long.MaxValue - 1).ShouldBe(TradeOutcome.New);
        ledger.MissingCount.ShouldBe(10);
    }

    [Fact]
    public void Ledger_MoreGapsThanAllowed_GivesUpTheOldest()
    {
        var ledger = new TradeLedger(Plenty);
        for (var id = 0; id <= 2 * (TradeLedger.MostRanges + 5); id += 2)
            ledger.Take(id);
        ledger.Missing.Count.ShouldBe(TradeLedger.MostRanges);
        ledger.GivenUp.ShouldBe(5);
        ledger.Missing[0].ShouldBe(new IdRange(11, 11));
    }

    [Fact]
    public void Ledger_StartedAnew_TakesLowerIds()
    {
        var ledger = new TradeLedger(Plenty);
        ledger.Take(1000);
        ledger.StartAnew();
        ledger.Take(5).ShouldBe(TradeOutcome.New);
        ledger.MissingCount.ShouldBe(0);
    }

    [Fact]
    public void Ledger_IdsInOrder_AllocatesNothing()
    {
        var ledger = new TradeLedger(Plenty);
        ledger.Take(0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var id = 1; id < 100_000; id++)
            ledger.Take(id);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static IEnumerable<long> Ids(IdRange range)
    {
        for (var id = range.From; id <= range.To; id++)
            yield return id;
    }

    private sealed record Step(int Ahead, int GivenUp);
}
