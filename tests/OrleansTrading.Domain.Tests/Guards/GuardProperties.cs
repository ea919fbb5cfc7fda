using OrleansTrading.Domain.Guards;

namespace OrleansTrading.Domain.Tests.Guards;

public sealed class GuardProperties
{
    private const int RunsOfASeed = 60;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Evaluate_AnyWalk_TriggersWhatTheWholeHistorySays(int seed)
    {
        foreach (var (random, name) in Runs(seed))
        {
            var isLong = random.Next(2) == 0;
            var plan = Made.Plan(random);
            var guard = Made.Guard(isLong ? plan : Made.Mirror(plan), isLong, fee: random.Next(3) * 0.05m);
            var walk = Made.Walk(random, 300);
            Made.Run(guard, walk).Triggers.Select(trigger => (trigger.Cause, trigger.Target, trigger.Share, trigger.Time))
                .ShouldBe(new GuardHistory(guard).Run(walk), name);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Evaluate_MirroredPricesAndSide_IsTheMirror(int seed)
    {
        foreach (var (random, name) in Runs(seed))
        {
            var plan = Made.Plan(random, withTrailing: false);
            var walk = Made.Walk(random, 300);
            var mirrored = walk.Select(tick => tick with { Price = 200 - tick.Price });
            var (longs, _) = Made.Run(Made.Guard(plan, fee: 0.1m), walk);
            var (shorts, _) = Made.Run(Made.Guard(Made.Mirror(plan), isLong: false, fee: 0.1m), mirrored);
            shorts.Select(trigger => (trigger.IntentKey, 200 - trigger.MarketPrice, trigger.Share, trigger.Time))
                .ShouldBe(longs.Select(trigger => (trigger.IntentKey, trigger.MarketPrice, trigger.Share, trigger.Time)), name);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Track_AnyWalk_IsWhatEveryPriceEvaluatedExactlyGives(int seed)
    {
        foreach (var (random, name) in Runs(seed))
        {
            var isLong = random.Next(2) == 0;
            var plan = Made.Plan(random);
            var guard = Made.Guard(isLong ? plan : Made.Mirror(plan), isLong, fee: 0.07m);
            var walk = Late(Made.Walk(random, 300), random);
            var (expected, end) = Made.Run(guard, walk);
            var track = new GuardTrack(guard, 0);
            var told = new List<GuardTrigger>();
            foreach (var tick in walk)
            {
                while (track.OnPrice((double)tick.Price, tick.Kind, tick.Time) is { } trigger)
                    told.Add(trigger);
                if (random.Next(20) == 0)
                    track.Renew(guard);
            }

            told.ShouldBe(expected, name);
            track.IsOver.ShouldBe(expected.Any(trigger => trigger.Share == 1), name);
            if (!track.IsOver)
                track.Guard.Progress.ShouldBe(end.Progress, name);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Progress_AnyWalk_NeverGoesBack(int seed)
    {
        foreach (var (random, name) in Runs(seed))
        {
            var guard = Made.Guard(Made.Plan(random));
            decimal? stop = null;
            foreach (var tick in Late(Made.Walk(random, 200), random))
            {
                var (progress, _) = GuardEvaluator.Evaluate(guard, tick);
                progress.Merge(guard.Progress, isLong: true).ShouldBe(progress, name);
                guard.Progress.Merge(progress, isLong: true).ShouldBe(progress, name);
                guard = guard with { Progress = progress };
                var moved = GuardEvaluator.StopOf(guard)?.Price;
                (stop is null || moved >= stop).ShouldBeTrue(name);
                stop = moved;
            }
        }
    }

    /// <summary>Some trades are missed by the stream and told later.</summary>
    private static List<GuardTick> Late(List<GuardTick> walk, Random random)
    {
        for (var i = 0; i < 5; i++)
        {
            var (from, to) = (random.Next(walk.Count / 2), random.Next(walk.Count / 2, walk.Count));
            var tick = walk[from];
            if (tick.Kind != GuardPriceKind.Trade)
                continue;
            walk.Insert(to, tick with { Kind = GuardPriceKind.LateTrade });
            walk.RemoveAt(from);
        }

        return walk;
    }

    private static IEnumerable<(Random Random, string Name)> Runs(int seed) =>
        Enumerable.Range(seed * RunsOfASeed, RunsOfASeed).Select(number => (new Random(number), $"run {number}"));
}
