using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Watchlists;

namespace OrleansTrading.Domain.Tests.Watchlists;

public sealed class WatchlistChoiceTests
{
    private const long Minute = 60_000;
    private static readonly Gen<int> Seeds = Gen.Choose(0, int.MaxValue);

    [Fact]
    public void Make_EmptyList_TakesTheBest()
    {
        var choice = WatchlistChoice.Make([], Scores(10, 30, 20, 5), WatchlistRules.Ranked(2, 0.2), now: 7);

        choice.Members.ShouldBe([new WatchlistMember(Id(1), 7), new WatchlistMember(Id(2), 7)]);
    }

    [Fact]
    public void Make_RankedWithinTheMargin_StaysAndBeyondItLeaves()
    {
        // Size 5, margin 2: a member leaves beyond rank 7.
        var rules = WatchlistRules.Ranked(5, 0.4);
        WatchlistMember[] members = [.. Enumerable.Range(0, 5).Select(i => new WatchlistMember(Id(i), 0))];

        Ids(WatchlistChoice.Make(members, Scores(100, 99, 98, 97, 10, 96, 95), rules, 1)).ShouldBe([0, 1, 2, 3, 4]);
        Ids(WatchlistChoice.Make(members, Scores(100, 99, 98, 97, 10, 96, 95, 94), rules, 1)).ShouldBe([0, 1, 2, 3, 5]);
    }

    [Fact]
    public void Make_FarAboveTheBorder_DisplacesTheWorst()
    {
        var rules = WatchlistRules.Ranked(5, 0.4);
        WatchlistMember[] members = [.. Enumerable.Range(0, 5).Select(i => new WatchlistMember(Id(i), 0))];

        Ids(WatchlistChoice.Make(members, Scores(100, 99, 98, 97, 10, 97.5), rules, 1)).ShouldBe([0, 1, 2, 3, 4]);
        Ids(WatchlistChoice.Make(members, Scores(100, 99, 98, 97, 10, 101), rules, 1)).ShouldBe([5, 0, 1, 2, 3]);
    }

    [Fact]
    public void Make_Threshold_JoiningTakesMoreThanStaying()
    {
        var rules = new WatchlistRules { Size = 3, EnterRank = 3, LeaveRank = 10, EnterScore = 1, LeaveScore = 0.6 };

        Ids(WatchlistChoice.Make([], Scores(0.9, 1.0, 0.7), rules, 1)).ShouldBe([1]);
        Ids(WatchlistChoice.Make([new WatchlistMember(Id(2), 0)], Scores(0.9, 0, 0.7), rules, 1)).ShouldBe([2]);
        WatchlistChoice.Make([new WatchlistMember(Id(2), 0)], Scores(0.9, 0, 0.5), rules, 1).Members.ShouldBeEmpty();
    }

    [Fact]
    public void Make_NoCandidateAnyMore_LeavesWhateverItsDwell()
    {
        var rules = WatchlistRules.Ranked(2, 0.5) with { MinimumDwell = TimeSpan.FromHours(1) };

        Ids(WatchlistChoice.Make([new WatchlistMember(Id(9), 0)], Scores(1, 2, 3), rules, 1)).ShouldBe([2, 1]);
    }

    [Fact]
    public void Make_NearTheBorder_IsNamedAsNextUpToTheBound()
    {
        var rules = new WatchlistRules { Size = 3, EnterRank = 3, LeaveRank = 10, EnterScore = 1, LeaveScore = 0.6, WarmAhead = 2, WarmShare = 0.8 };

        WatchlistChoice.Make([], Scores(1.5, 0.95, 0.85, 0.9, 0.5), rules, 1).Next.ShouldBe([Id(1), Id(3)]);
    }

    [Fact]
    public void Make_WhateverTheScores_NeverExceedsTheSizeAndKeepsEveryoneForTheDwell() =>
        Prop.ForAll(Seeds.ToArbitrary(), Gen.Choose(0, 12).ToArbitrary(), Gen.Choose(0, 10).ToArbitrary(), (seed, size, dwellRounds) =>
        {
            var random = new Random(seed);
            var rules = WatchlistRules.Ranked(size, random.NextDouble()) with
            {
                MinimumDwell = TimeSpan.FromMilliseconds(dwellRounds * Minute),
                EnterScore = 0.3,
                LeaveScore = 0.2,
                WarmAhead = 3,
            };
            const int Rounds = 200;
            IReadOnlyCollection<WatchlistMember> members = [];
            var joined = 0;
            for (var round = 0; round < Rounds; round++)
            {
                var choice = WatchlistChoice.Make(members, Scores([.. Enumerable.Range(0, 30).Select(_ => random.NextDouble())]), rules, round * Minute);
                var early = members.Where(member => (round * Minute) - member.Since < dwellRounds * Minute);
                if (choice.Members.Length > size || choice.Next.Length > 3 || early.Except(choice.Members).Any()
                    || choice.Next.Intersect(choice.Members.Select(member => member.Id)).Any())
                {
                    return false;
                }

                joined += choice.Members.Count(member => members.All(old => old.Id != member.Id));
                members = choice.Members;
            }

            // Each place changes hands at most once in a dwell.
            return joined <= size * ((Rounds / Math.Max(1, dwellRounds)) + 1);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void Make_NoiseAroundTheBorder_ChangesNothingOnceChosen() =>
        Prop.ForAll(Seeds.ToArbitrary(), seed =>
        {
            // Neighbours in rank lie 1 apart, so noise of up to 1 either way moves nobody by more than two ranks; the border is three wide.
            var random = new Random(seed);
            var rules = WatchlistRules.Ranked(10, 0.3);
            IReadOnlyCollection<WatchlistMember> members = [];
            var changes = 0;
            for (var round = 0; round < 200; round++)
            {
                var scores = Enumerable.Range(0, 30).Select(i => 1000 - i + (2 * random.NextDouble()) - 1).ToArray();
                var choice = WatchlistChoice.Make(members, Scores(scores), rules, round);
                if (round > 0)
                    changes += choice.Members.Count(member => members.All(old => old.Id != member.Id));
                members = choice.Members;
            }

            // The first choice may hold what the noise carried over the border; it may be put right once for each such place.
            return changes <= 2;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void Make_NoiseAroundTheThreshold_ChangesOnce() =>
        Prop.ForAll(Seeds.ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var rules = new WatchlistRules { Size = 5, EnterRank = 5, LeaveRank = 50, EnterScore = 1, LeaveScore = 0.6 };
            IReadOnlyCollection<WatchlistMember> members = [];
            var changes = 0;
            for (var round = 0; round < 500; round++)
            {
                // Noise of 0.15 around the threshold never falls to where a member leaves.
                var choice = WatchlistChoice.Make(members, Scores(1 + (0.3 * (random.NextDouble() - 0.5)), 0.1), rules, round);
                changes += choice.Members.Length != members.Count ? 1 : 0;
                members = choice.Members;
            }

            return changes == 1;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    private static InstrumentId Id(int i) => new("fake", $"S{i:D2}USDT");

    private static ScoredInstrument[] Scores(params double[] scores) => [.. scores.Select((score, i) => new ScoredInstrument(Id(i), score))];

    private static int[] Ids(WatchlistChoice choice) => [.. choice.Members.Select(member => int.Parse(member.Id.Symbol[1..3], null))];
}
