using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Domain.Streams;
using OrleansTrading.TestKit;

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
            ledger.GoOnAfter(0, []);
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

    /// <summary>As after a restart: what lies here is not new, and what follows it is missing.</summary>
    [Fact]
    public void Ledger_ToldOfWhatLiesHere_MissesWhatFollows()
    {
        var ledger = new TradeLedger(Plenty);
        ledger.GoOnAfter(40, [new(30, 50)]);
        ledger.Newest.ShouldBe(50);
        ledger.Take(50).ShouldBe(TradeOutcome.Known);
        ledger.Take(60).ShouldBe(TradeOutcome.New);
        ledger.Missing.ShouldBe([new IdRange(51, 59)]);
    }

    /// <summary>Whenever it turns out what was dealt with before: in the end each id after that is seen, or lies here, or is missing, and nothing else is missing.</summary>
    [Fact]
    public void Ledger_ToldAtAnyTimeWhatWasDealtWithBefore_MissesTheRest() =>
        Prop.ForAll(Takeovers.ToArbitrary(), given =>
        {
            var ledger = new TradeLedger(Plenty);
            var seen = new HashSet<long>();
            for (var at = 0; at <= given.Ids.Length; at++)
            {
                if (at == given.ToldAt)
                    ledger.GoOnAfter(given.Last, given.Had);
                if (at < given.Ids.Length && ledger.Take(given.Ids[at]) == TradeOutcome.New && !seen.Add(given.Ids[at]))
                    return false.Label($"{given}: {given.Ids[at]} is new twice");
            }

            var here = given.Had.SelectMany(Ids).ToHashSet();
            // What is heard may lie below what others have, for a stream that is behind, or a market that was set back: then it counts from there.
            var heard = given.ToldAt > 0 ? given.Ids[..given.ToldAt].Max() : here.Any(id => id >= given.Last) ? given.Last : given.Ids.FirstOrDefault(given.Last);
            var expected = Enumerable.Range(1, (int)(ledger.Newest ?? 0)).Select(id => (long)id)
                .Where(id => id > Math.Min(given.Last, heard) && !seen.Contains(id) && !here.Contains(id));
            // Then also what lies here may be asked for again, which does no harm.
            return (ledger.Missing.SelectMany(Ids).Except(here).SequenceEqual(expected) && ledger.GivenUp == 0)
                .Label($"{given}: missing {string.Join(", ", ledger.Missing)}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    /// <summary>A gap before what lies here, which another silo had not come to write, is asked for by whoever begins here again.</summary>
    [Fact]
    public void Ledger_ToldOfFarLessThanWhatLiesHere_MissesWhatLiesBetween()
    {
        var ledger = new TradeLedger(Plenty);
        ledger.GoOnAfter(2000, [new(500, 700), new(3000, 5000)]);
        ledger.Missing.ShouldBe([new IdRange(2001, 2999)]);
        ledger.Take(5002);
        ledger.Missing.ShouldBe([new IdRange(2001, 2999), new IdRange(5001, 5001)]);
    }

    /// <summary>Whatever the bound: of what lies here nothing is given up.</summary>
    [Fact]
    public void Ledger_ToldOfFarLessThanWhatLiesHere_GivesUpNothingOfIt()
    {
        var ledger = new TradeLedger(mostMissing: 10);
        ledger.Take(1000);
        ledger.GivenUp.ShouldBe(0, "it is not known what was dealt with");
        ledger.GoOnAfter(100, [new(104, 995)]);
        ledger.Missing.ShouldBe([new IdRange(101, 103), new IdRange(996, 999)]);
        ledger.GivenUp.ShouldBe(0);
    }

    [Fact]
    public void Ledger_ToldOfMoreThanLiesHere_GoesOnAfterIt()
    {
        var ledger = new TradeLedger(Plenty);
        ledger.GoOnAfter(50, [new(1, 10)]);
        (ledger.Newest, ledger.After).ShouldBe((null, 50));
        ledger.Take(60).ShouldBe(TradeOutcome.New);
        ledger.Missing.ShouldBe([new IdRange(51, 59)]);
        ledger.After.ShouldBeNull();
    }

    /// <summary>A stream that is behind, or a market that was set back: whoever follows it here has not heard of these.</summary>
    [Fact]
    public void Ledger_IdThatWasDealtWithElsewhere_IsNewHere()
    {
        var ledger = new TradeLedger(Plenty);
        ledger.GoOnAfter(50, []);
        ledger.Take(40).ShouldBe(TradeOutcome.New);
        ledger.Take(41).ShouldBe(TradeOutcome.New);
        ledger.Take(42).ShouldBe(TradeOutcome.New);
        ledger.MissingCount.ShouldBe(0);
    }

    [Fact]
    public void Ledger_ToldLaterOfMoreThanMayBeMissing_GivesUpTheOldest()
    {
        var ledger = new TradeLedger(mostMissing: 10);
        ledger.Take(100);
        ledger.GoOnAfter(50, []);
        ledger.Missing.ShouldBe([new IdRange(90, 99)]);
        ledger.GivenUp.ShouldBe(39);
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
        ledger.TakeGivenUp().ShouldBe(new IdRange(101, 104));
        ledger.TakeGivenUp().ShouldBeNull();
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
        var (ledger, id) = (new TradeLedger(Plenty), 0);
        ledger.Take(id++);
        AllocatedMemory.Least(() => () =>
        {
            for (var end = id + 100_000; id < end; id++)
                ledger.Take(id);
        }).ShouldBe(0);
    }

    private static IEnumerable<long> Ids(IdRange range)
    {
        for (var id = range.From; id <= range.To; id++)
            yield return id;
    }

    /// <summary>A stream that is heard, and at some time it is known up to where others had all, and what lies here.</summary>
    private static readonly Gen<Takeover> Takeovers =
        from ids in Gen.Choose(1, 60).Select(id => (long)id).ArrayOf()
        from toldAt in Gen.Choose(0, ids.Length)
        from last in Gen.Choose(0, 60)
        from starts in Gen.Choose(1, 12).ListOf()
        let had = starts.Distinct().Order().Select(start => new IdRange(start * 5, (start * 5) + (start % 4))).ToArray()
        select new Takeover(ids, toldAt, last, had);

    private sealed record Takeover(long[] Ids, int ToldAt, long Last, IdRange[] Had)
    {
        public override string ToString() => $"{string.Join(", ", Ids)} told at {ToldAt} after {Last}, here {string.Join(", ", Had)}";
    }

    private sealed record Step(int Ahead, int GivenUp);
}
