using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Domain.Tests.Alerting;

public sealed class AlertRouterTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly RouterRun _run = new(Notices.PlanOf(Notices.All("ops")));

    [Fact]
    public void Group_SeveralOfOneKind_WaitForEachOtherAndAreOneMessage()
    {
        _run.TakeIn(Notices.Event("a"));
        _run.Pass(5 * Second);
        _run.TakeIn(Notices.Event("b"), Notices.Event("s", kind: "signal"));
        _run.Pass(4.9 * Second, 0.1 * Second).Received.ShouldBeEmpty();
        _run.Pass(0.2 * Second, 0.1 * Second);
        _run.Received.ShouldHaveSingleItem().Lines.Select(line => line.Key).ShouldBe(["a", "b"]);
        _run.Pass(5 * Second);
        (_run.Received.Count, _run.Received[1].Lines.Single().Key, _run.Received[1].Group).ShouldBe((2, "s", "signal"));
    }

    [Fact]
    public void Group_ToldOfLately_WaitsForItsInterval()
    {
        _run.TakeIn(Notices.Event("a"));
        _run.Pass(10 * Second);
        _run.TakeIn(Notices.Event("b"));
        _run.Pass(59 * Second).Received.Count.ShouldBe(1);
        _run.Pass(Second).Received.Count.ShouldBe(2);
        _run.Pass(2 * Minute);
        _run.TakeIn(Notices.Event("c"));
        _run.Pass(10 * Second).Received.Count.ShouldBe(3, "a group that was quiet for long is new");
    }

    [Fact]
    public void Message_MoreThanItsLines_NamesTheGravestAndCountsTheRest()
    {
        _run.TakeIn([.. Enumerable.Range(0, 7).Select(i => Notices.Event($"e{i}"))]);
        _run.TakeIn(Notices.Event("grave", severity: NotificationSeverity.Critical));
        var message = _run.Pass(10 * Second).Received.ShouldHaveSingleItem();
        message.Lines.Select(line => line.Key).ShouldBe(["grave", "e0", "e1", "e2", "e3"]);
        (message.Rest, message.Count, message.Severity).ShouldBe((3, 8, NotificationSeverity.Critical));
        MessageText.SubjectOf(message).ShouldBe("[critical] Title of grave and 7 more");
        MessageText.RemarksOf(message, leftOut: 2).ShouldBe(["and 5 more"]);
        _run.Route().Counts.Delivered.ShouldBe(8);
    }

    [Fact]
    public void Key_ThatComesAgain_IsToldOnce()
    {
        _run.TakeIn(Notices.Event("a"), Notices.Event("a"));
        _run.Pass(Minute);
        _run.TakeIn(Notices.Event("a"));
        _run.Restart();
        _run.TakeIn(Notices.Event("a"));
        _run.Pass(5 * Minute).Received.ShouldHaveSingleItem().Count.ShouldBe(1);
    }

    [Fact]
    public void Events_ThatGoNowhere_PushNoKeyOut()
    {
        var run = new RouterRun(Notices.PlanOf(Notices.All("ops") with { Kinds = ["fill"] }));
        run.TakeIn(Notices.Event("a"));
        run.TakeIn([.. Enumerable.Range(0, AlertRouter.MostSeen + 1).Select(i => Notices.Event($"s{i}", kind: "signal"))]);
        run.TakeIn(Notices.Event("a"));
        run.Pass(Minute).Received.ShouldHaveSingleItem().Count.ShouldBe(1);
    }

    [Fact]
    public void Delay_OfTheLongestWaits_IsTheLongest() =>
        (Notices.Pace with { RetryFirst = TimeSpan.FromHours(1), RetryMost = TimeSpan.FromHours(1) }).DelayAfter(700).ShouldBe(TimeSpan.FromHours(1));

    [Fact]
    public void Text_WithControlCharacters_IsOneLineWithout()
    {
        var message = new OutgoingMessage("m", "ops", "g", [Notices.Event("a") with { Title = "one\r\ntwo\0\u000b\u001bthree" }], 0, 0, [], [], 0, 0, 0);
        MessageText.SubjectOf(message).ShouldBe("[information] one two   three");
    }

    [Fact]
    public void Failure_IsTriedAgainWithGrowingWaitsAndTheSameMessage()
    {
        _run.TakeIn(Notices.Event("a"));
        _run.Fail();
        _run.Pass(10 * Second);
        var waits = new List<long>();
        for (var i = 0; i < 8; i++)
        {
            var outgoing = _run.Route().Outgoing!;
            waits.Add((outgoing.NextAttemptAt - _run.Now) / 1000);
            _run.Pass(TimeSpan.FromMilliseconds(outgoing.NextAttemptAt - _run.Now));
        }

        waits.ShouldBe([1, 2, 4, 8, 16, 32, 60, 60]);
        var id = _run.Route().Outgoing!.Id;
        _run.Route().LastError.ShouldBe("HTTP 500");
        _run.Mend();
        _run.Pass(Minute).Received.ShouldHaveSingleItem().Id.ShouldBe(id);
        (_run.Route().Outgoing, _run.Route().Counts.Failures).ShouldBe((null, 9));
    }

    [Fact]
    public void Failure_WithAWaitAskedFor_IsNotTriedBefore()
    {
        _run.TakeIn(Notices.Event("a"));
        (_run.Failure, var route) = (new DeliveryFailure("HTTP 429", TimeSpan.FromSeconds(90)), "ops");
        _run.Fail(route);
        _run.Pass(10 * Second);
        _run.Mend();
        _run.Pass(89 * Second).Received.ShouldBeEmpty();
        _run.Pass(Second).Received.Count.ShouldBe(1);
    }

    [Fact]
    public void Failure_ForTooLong_IsGivenUpAndCountedAndToldWithTheNextMessage()
    {
        _run.TakeIn(Notices.Event("a"), Notices.Event("b"));
        _run.Fail();
        _run.Pass(TimeSpan.FromHours(1.1));
        _run.GivenUp.ShouldHaveSingleItem().Count.ShouldBe(2);
        (_run.Route().Counts.Lost, _run.Route().Untold, _run.Route().Outgoing).ShouldBe((2, 2, null));
        _run.Mend();
        _run.TakeIn(Notices.Event("c"));
        var message = _run.Pass(2 * Minute).Received.ShouldHaveSingleItem();
        (message.Lost, message.Count, _run.Route().Untold).ShouldBe((2, 1, 0));
        MessageText.RemarksOf(message, 0).ShouldBe(["2 earlier notifications could not be delivered here"]);
    }

    [Fact]
    public void Failure_OfAMessageThatTellsOfLostOnes_TellsOfThemWithTheNext()
    {
        _run.Fail();
        _run.TakeIn(Notices.Event("a"), Notices.Event("b"));
        _run.Pass(TimeSpan.FromHours(1.1));
        _run.TakeIn(Notices.Event("c"));
        _run.Pass(TimeSpan.FromHours(1.1));
        _run.GivenUp.Select(message => (message.Count, message.Lost)).ShouldBe([(2, 0), (1, 2)]);
        _run.Mend();
        _run.TakeIn(Notices.Event("d"));
        _run.Pass(2 * Minute).Received.ShouldHaveSingleItem().Lost.ShouldBe(3);
    }

    [Fact]
    public void Failure_ThatIsFinal_DoesNotHoldUpTheNextMessage()
    {
        _run.TakeIn(Notices.Event("a"));
        _run.Failure = new DeliveryFailure("HTTP 400", null, IsFinal: true);
        _run.Fail();
        _run.Pass(10 * Second).GivenUp.Count.ShouldBe(1);
        _run.Mend();
        _run.TakeIn(Notices.Event("s", kind: "signal"));
        _run.Pass(10 * Second).Received.ShouldHaveSingleItem().Lost.ShouldBe(1);
    }

    [Fact]
    public void Queue_Full_DropsTheLeastImportantOldestAndTellsHowMany()
    {
        _run.TakeIn([Notices.Event("first", severity: NotificationSeverity.Warning), .. Enumerable.Range(0, 120).Select(i => Notices.Event($"e{i}"))]);
        (_run.Route().Waiting.Length, _run.Route().Counts.Lost).ShouldBe((100, 21));
        var message = _run.Pass(10 * Second).Received.ShouldHaveSingleItem();
        message.Lines.Select(line => line.Key).ShouldBe(["first", "e21", "e22", "e23", "e24"]);
        (message.Rest, message.Lost).ShouldBe((95, 21));
    }

    [Fact]
    public void Restart_WhileAMessageIsUnderWay_SendsTheSameMessage()
    {
        _run.TakeIn(Notices.Event("a"));
        _run.KilledAfterSending = true;
        _run.Pass(Minute);
        _run.Received.Count.ShouldBe(2, "the answer to the first was lost with the process");
        _run.Received[1].Id.ShouldBe(_run.Received[0].Id);
        _run.Pass(10 * Minute).Received.Count.ShouldBe(2);
    }

    [Fact]
    public void Rule_TakesByKindSeverityAndLabels_AndEachRouteOnce()
    {
        var run = new RouterRun(Notices.PlanOf(
            new AlertRule(["fill", "job-*"], NotificationSeverity.Warning, [new LabelMatcher("account", "live-*")], ["phone"]), Notices.All("ops"), Notices.All("ops")));
        run.TakeIn(
            Notices.Event("1", "fill", NotificationSeverity.Warning, "account=live-1"), Notices.Event("2", "fill", NotificationSeverity.Information, "account=live-1"),
            Notices.Event("3", "fill", NotificationSeverity.Critical, "account=paper"), Notices.Event("4", "job-failed", NotificationSeverity.Critical, "account=live-2"),
            Notices.Event("5", "signal", NotificationSeverity.Critical, "account=live-1"));
        run.Pass(Minute);
        run.Received.Where(message => message.Route == "phone").SelectMany(message => message.Lines).Select(line => line.Key).ShouldBe(["1", "4"], ignoreOrder: true);
        run.Received.Where(message => message.Route == "ops").SelectMany(message => message.Lines).Select(line => line.Key).ShouldBe(["1", "2", "3", "4", "5"], ignoreOrder: true);
    }

    [Fact]
    public void Routes_OneFailing_DoesNotHoldUpTheOther()
    {
        var run = new RouterRun(Notices.PlanOf(Notices.All("ops", "phone")));
        run.Fail("phone");
        run.TakeIn(Notices.Event("a"));
        run.Pass(10 * Second).Received.ShouldHaveSingleItem().Route.ShouldBe("ops");
        run.Mend();
        run.Pass(Minute).Received.Select(message => message.Route).ShouldBe(["ops", "phone"]);
    }
}
