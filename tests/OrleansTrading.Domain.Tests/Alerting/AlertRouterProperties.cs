using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Domain.Tests.Alerting;

/// <summary>Whatever comes, in whichever order, with receivers that fail and a service that is killed: nothing is lost uncounted, nothing confirmed comes again.</summary>
public sealed class AlertRouterProperties
{
    private static readonly string[] Kinds = ["fill", "signal", "streams-stalled", "candles-stale"];

    private static readonly Gen<(int What, int Which, int Long)> Steps =
        from what in Gen.Frequency((6, Gen.Constant(0)), (4, Gen.Constant(1)), (3, Gen.Constant(2)), (8, Gen.Constant(3)), (2, Gen.Choose(4, 9)))
        from which in Gen.Choose(0, 11)
        from length in Gen.Choose(1, 120)
        select (what, which, length);

    [Fact]
    public void Router_AnyHappenings_LosesNothingUncounted() =>
        Prop.ForAll(Steps.ArrayOf().ToArbitrary(), Gen.Choose(2, 20).ToArbitrary(), (steps, capacity) =>
        {
            var run = new RouterRun(PlanOf(capacity, maxLines: 3));
            Play(run, steps);
            var balances = run.Router.Routes.Select(Balance).ToList();
            Settle(run);
            var messages = run.Received.DistinctBy(message => message.Id).ToList();
            return balances.TrueForAll(balance => balance.IsEven).Label($"before: {string.Join("; ", balances)}")
                .And(run.Router.Routes.All(route => Balance(route).IsEven && route.Outgoing is null && route.Waiting.IsEmpty).Label($"after: {string.Join("; ", run.Router.Routes.Select(Balance))}"))
                .And(run.Router.Routes.All(route => route.Counts.Delivered == messages.Where(message => message.Route == route.Name).Sum(message => message.Count)).Label("delivered"))
                .And(run.Router.Routes.All(route => route.Counts.Lost == route.Untold + messages.Where(message => message.Route == route.Name).Sum(message => message.Lost)).Label("told of the lost"))
                .And(messages.TrueForAll(message => message.Lines.Length <= 3).Label("lines"));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithEndSize(60));

    [Fact]
    public void Router_ReceiversThatConfirm_GetEveryEventExactlyOnce() =>
        Prop.ForAll(Steps.ArrayOf().ToArbitrary(), steps =>
        {
            var run = new RouterRun(PlanOf(capacity: 10_000, maxLines: 10_000) with { Inhibitions = [] });
            var taken = Play(run, steps, silences: false);
            Settle(run);
            var messages = run.Received.DistinctBy(message => message.Id).ToList();
            return Enumerable.All(["ops", "phone"], route =>
            {
                var lines = messages.Where(message => message.Route == route).SelectMany(message => message.Lines).ToList();
                return lines.DistinctBy(line => line.Key).Count() == lines.Count
                    && lines.Where(line => line.Phase == NotificationPhase.Event).Select(line => line.Key).Order().SequenceEqual(taken.Order());
            }).Label("each once")
                .And(run.Received.GroupBy(message => message.Id).All(copies => copies.Select(copy => string.Join(' ', copy.Lines.Select(line => line.Key))).Distinct().Count() == 1).Label("a copy differs"));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithEndSize(60));

    [Fact]
    public void Router_SavedAndRestored_IsTheSame() =>
        Prop.ForAll(Steps.ArrayOf().ToArbitrary(), steps =>
        {
            var run = new RouterRun(PlanOf(20, 3));
            Play(run, steps);
            var saved = run.Router.Snapshot();
            var again = new AlertRouter(PlanOf(20, 3), saved).Snapshot();
            return System.Text.Json.JsonSerializer.Serialize(again) == System.Text.Json.JsonSerializer.Serialize(saved);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100).WithEndSize(60));

    private static AlertPlan PlanOf(int capacity, int maxLines) => Notices.PlanOf(Notices.All("ops", "phone")) with
    {
        Pace = Notices.Pace with { Capacity = capacity, MaxLines = maxLines, RepeatInterval = TimeSpan.FromMinutes(10), GiveUpAfter = TimeSpan.FromDays(capacity > 1000 ? 1000 : 1.0 / 24) },
        Inhibitions = [new AlertInhibition(["streams-stalled"], ["candles-stale", "fill"], ["venue"])],
    };

    /// <summary>Answers the keys of the events that were taken in.</summary>
    private static List<string> Play(RouterRun run, (int What, int Which, int Long)[] steps, bool silences = true)
    {
        var (events, open, raised) = (new List<string>(), new Dictionary<int, Notification>(), 0);
        foreach (var (what, which, length) in steps)
        {
            switch (what)
            {
                case 0:
                    events.Add($"event/{events.Count}");
                    run.TakeIn(Notices.Event(events[^1], Kinds[which % 2], (NotificationSeverity)(which % 3), $"venue={which % 2}"));
                    break;
                case 1 when !open.ContainsKey(which):
                    open[which] = Notices.Opened($"{which}", Kinds[2 + (which % 2)], ++raised, (NotificationSeverity)(which % 3), $"venue={which % 2}");
                    run.TakeIn(open[which], open[which]);
                    break;
                case 2 when open.Remove(which, out var ended):
                    run.TakeIn(ended.ToCleared(run.Now));
                    break;
                case 3:
                    run.Pass(TimeSpan.FromSeconds(length * 3), TimeSpan.FromSeconds(5));
                    break;
                case 4:
                    run.Fail(which % 2 == 0 ? "ops" : "phone");
                    break;
                case 5:
                    run.Mend();
                    break;
                case 6:
                    run.Restart();
                    break;
                case 7:
                    run.KilledAfterSending = true;
                    break;
                case 8:
                    run.Router.Reconcile([.. open.Values], run.Now);
                    run.Save();
                    break;
                case 9 when silences:
                    run.Router.Add(new Silence($"{raised}", [new LabelMatcher("kind", Kinds[which % 4])], run.Now + (length * 10_000), run.Now, "", ""));
                    run.Save();
                    break;
            }
        }

        foreach (var ended in open.Values)
            run.TakeIn(ended.ToCleared(run.Now));
        return events;
    }

    private static void Settle(RouterRun run)
    {
        run.Mend();
        run.Pass(TimeSpan.FromHours(1), TimeSpan.FromSeconds(10));
    }

    private static (bool IsEven, string Text) Balance(RouteState route)
    {
        var (counts, under) = (route.Counts, route.Outgoing?.Count ?? 0);
        return (counts.Taken == counts.Delivered + counts.Suppressed + counts.Lost + route.Waiting.Length + under, $"{route.Name} {counts}, waiting {route.Waiting.Length}, under way {under}");
    }
}
