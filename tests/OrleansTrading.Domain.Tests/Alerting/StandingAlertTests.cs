using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Domain.Tests.Alerting;

/// <summary>Alerts that stand: told once, again after a while, and when they are over; kept from being told by silences and by other alerts.</summary>
public sealed class StandingAlertTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly Notification Streams = Notices.Opened("streams", "streams-stalled", 5, NotificationSeverity.Critical, "venue=binance");
    private static readonly Notification Candles = Notices.Opened("candles", "candles-stale", 6, NotificationSeverity.Warning, "venue=binance", "instrument=binance:BTCUSDT");
    private static readonly Notification Others = Notices.Opened("others", "candles-stale", 7, NotificationSeverity.Warning, "venue=okx");
    private readonly RouterRun _run = new(Notices.PlanOf(Notices.All("ops")) with { Inhibitions = [new AlertInhibition(["streams-*"], ["candles-stale"], ["venue"])] });

    private IEnumerable<(NotificationPhase Phase, string Alert)> Told => _run.Received.SelectMany(message => message.Lines).Select(line => (line.Phase, line.Alert!.Split('/')[1].Split('@')[0]));

    [Fact]
    public void Alert_ThatStaysOpen_IsToldAgainAfterTheRepeatInterval()
    {
        _run.TakeIn(Others);
        _run.Pass(TimeSpan.FromHours(8.1), 10 * Second);
        Told.ShouldBe([(NotificationPhase.Opened, "others"), (NotificationPhase.Repeated, "others"), (NotificationPhase.Repeated, "others")]);
        _run.Restart();
        _run.TakeIn(Others.ToCleared(99));
        _run.Pass(TimeSpan.FromHours(8.1), 10 * Second);
        Told.Last().ShouldBe((NotificationPhase.Cleared, "others"));
        Told.Count().ShouldBe(4);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Alert_Acknowledged_IsNotToldAgainButItsEndIs_AndTheNextOneIs(bool isReconciled)
    {
        _run.TakeIn(Others);
        _run.Pass(Minute);
        var seen = Others with { IsAcknowledged = true };
        if (isReconciled)
            _run.Router.Reconcile([seen], _run.Now);
        else
            _run.TakeIn(seen);
        _run.Save();
        _run.Restart();
        _run.Pass(TimeSpan.FromHours(8.1), 10 * Second);
        Told.ShouldBe([(NotificationPhase.Opened, "others")]);
        _run.TakeIn(seen.ToCleared(99), Notices.Opened("others", "candles-stale", 100, NotificationSeverity.Warning, "venue=okx"));
        _run.Pass(TimeSpan.FromHours(4.1), 10 * Second);
        Told.Skip(1).ShouldBe([(NotificationPhase.Opened, "others"), (NotificationPhase.Cleared, "others"), (NotificationPhase.Repeated, "others")], ignoreOrder: true);
    }

    [Fact]
    public void Alert_AcknowledgedBeforeItWasTold_IsToldOnce()
    {
        _run.TakeIn(Others with { IsAcknowledged = true }, Others);
        _run.Pass(TimeSpan.FromHours(8.1), 10 * Second);
        Told.ShouldBe([(NotificationPhase.Opened, "others")]);
    }

    [Fact]
    public void Alert_WhoseCauseIsOpen_IsNotToldNorItsEnd()
    {
        _run.TakeIn(Candles, Others, Streams);
        _run.Pass(Minute);
        Told.ShouldBe([(NotificationPhase.Opened, "others"), (NotificationPhase.Opened, "streams")], ignoreOrder: true);
        _run.TakeIn(Candles.ToCleared(99));
        _run.Pass(5 * Minute);
        Told.Count().ShouldBe(2);
        (_run.Route().Counts.Suppressed, _run.Route().Waiting.Length).ShouldBe((2, 0));
    }

    [Fact]
    public void Alert_ThatOutlivesItsCause_IsToldThen()
    {
        _run.TakeIn(Streams, Candles);
        _run.Pass(5 * Minute);
        _run.TakeIn(Streams.ToCleared(99));
        _run.Pass(Minute);
        Told.ShouldBe([(NotificationPhase.Opened, "streams"), (NotificationPhase.Opened, "candles"), (NotificationPhase.Cleared, "streams")], ignoreOrder: true);
    }

    [Fact]
    public void Silence_UntilItsEnd_KeepsEventsAwayAndHoldsOpenAlerts()
    {
        _run.Router.Add(new Silence("1", [new LabelMatcher("venue", "okx")], _run.Now + 600_000, _run.Now, "me", "")).ShouldBeTrue();
        _run.TakeIn(Others, Notices.Event("fill", labels: "venue=okx"));
        _run.Pass(9 * Minute).Received.ShouldBeEmpty();
        _run.Route().Counts.Suppressed.ShouldBe(1);
        _run.Restart();
        _run.Pass(2 * Minute);
        Told.ShouldBe([(NotificationPhase.Opened, "others")]);
        _run.Router.Silences.ShouldBeEmpty();
    }

    [Fact]
    public void Silence_Ended_LetsThroughAtOnce()
    {
        _run.Router.Add(new Silence("1", [new LabelMatcher("kind", "candles-*")], long.MaxValue, _run.Now, "me", ""));
        _run.TakeIn(Others);
        _run.Pass(Minute).Received.ShouldBeEmpty();
        (_run.Router.RemoveSilence("1"), _run.Router.RemoveSilence("1")).ShouldBe((true, false));
        _run.Pass(Second).Received.Count.ShouldBe(1);
    }

    [Fact]
    public void Reconcile_WithWhatIsOpen_TakesWhatWasMissedAndEndsWhatIsGone()
    {
        _run.TakeIn(Streams);
        _run.Pass(Minute);
        _run.Router.Reconcile([Others], _run.Now);
        _run.Pass(2 * Minute);
        Told.ShouldBe([(NotificationPhase.Opened, "streams"), (NotificationPhase.Cleared, "streams"), (NotificationPhase.Opened, "others")], ignoreOrder: true);
        for (var i = 0; i < 5; i++)
        {
            _run.Router.Reconcile([Others], _run.Now);
            _run.Pass(Minute);
        }

        Told.Count().ShouldBe(3, "what is known is not told again");
    }

    [Fact]
    public void Reconcile_AfterManyOtherNotifications_DoesNotTellAnOldAlertAgain()
    {
        _run.TakeIn(Others);
        _run.Pass(Minute);
        _run.TakeIn([.. Enumerable.Range(0, AlertRouter.MostSeen + 10).Select(i => Notices.Event($"{i}"))]);
        _run.Router.Reconcile([Others], _run.Now);
        _run.TakeIn(Others);
        _run.Pass(10 * Minute);
        Told2().ShouldBe(1);

        int Told2() => _run.Received.SelectMany(message => message.Lines).Count(line => line.Alert == Others.Alert);
    }

    [Fact]
    public void Reconcile_AnAlertThatTheRouteGaveUp_IsRoutedAgain()
    {
        _run.Fail();
        _run.TakeIn(Others);
        _run.Pass(TimeSpan.FromHours(1.1));
        _run.GivenUp.Count.ShouldBe(1);
        _run.Mend();
        _run.Router.Reconcile([Others], _run.Now);
        _run.Pass(2 * Minute);
        Told.ShouldBe([(NotificationPhase.Opened, "others")]);
        _run.Received.Single().Lost.ShouldBe(1);
    }

    [Fact]
    public void Opened_AfterItsEndWasHeard_IsNotOpen()
    {
        _run.TakeIn(Others.ToCleared(99), Others);
        _run.Pass(5 * Minute).Received.ShouldBeEmpty();
        _run.Router.Snapshot().Open.ShouldBeEmpty();
    }

    [Fact]
    public void Rule_WithoutEnds_TellsTheBeginningAlone()
    {
        var run = new RouterRun(Notices.PlanOf(Notices.All("ops") with { Cleared = false }));
        run.TakeIn(Others);
        run.Pass(Minute);
        run.TakeIn(Others.ToCleared(99));
        run.Pass(5 * Minute).Received.ShouldHaveSingleItem();
    }
}
