using OrleansTrading.Grains.Jobs;
using OrleansTrading.Grains.Jobs.Schedules;

namespace OrleansTrading.Grains.Tests.Jobs.Schedules;

public sealed class SlotPlannerTests
{
    private const long Second = 1000;
    private const long Minute = 60 * Second;
    private const long Hour = 60 * Minute;
    private static readonly long Noon = At("2026-03-01T12:00:00Z");
    private static readonly JobSchedule Hourly = JobSchedule.Parse("0 5 * * * *");
    private static readonly JobSchedule EveryTenSeconds = JobSchedule.Parse("every 10s");
    private static readonly JobSchedule Adaptive = JobSchedule.Parse("between 15s and 5m");

    [Theory]
    [InlineData("* * * * *", "It must contain 6 components")]
    [InlineData("61 * * * * *", "between 0 and 59")]
    [InlineData("0 0 0 30 2 *", "no such day")]
    [InlineData("every", "expected a duration")]
    [InlineData("every ten seconds", "expected a duration")]
    [InlineData("every 999ms", "from 1s to 400d")]
    [InlineData("every 0s", "from 1s to 400d")]
    [InlineData("between 5m and 15s", "the first duration is the shorter one")]
    [InlineData("between 5m", "'between' is followed by")]
    [InlineData("hourly", "6 components")]
    public void Parse_Bad_SaysWhatCameAndWhatIsExpected(string text, string reason)
    {
        JobSchedule.TryParse(text, out var schedule, out var error).ShouldBeFalse();

        schedule.ShouldBeNull();
        error.ShouldStartWith($"'{text}' is not a schedule: ");
        error.ShouldContain(reason);
        error.ShouldEndWith($"Expected {JobSchedule.Expected}.");
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("  every   10 s ", "every 10 s")]
    [InlineData("every 1s", "every 1s")]
    [InlineData("0  5 * * * *", "0 5 * * * *")]
    [InlineData("0 0 0 29 2 *", "0 0 0 29 2 *")]
    public void Parse_Good_IsHeldWithSingleSpaces(string text, string normal) => JobSchedule.Parse(text).Text.ShouldBe(normal);

    [Fact]
    public void States_WithoutAPlanYet_ShareNone()
    {
        // A serializer that reads a stored state into a new one must not write into the other states' plan.
        new JobState().Plan.ShouldNotBeSameAs(new JobState().Plan);
        new JobState().Plan.ShouldBe(SlotPlan.None);
    }

    [Fact]
    public void AfterRun_TheClockHasGoneBackBehindTheLastSlot_BeginsAnEpoch()
    {
        var taken = new SlotPlan { Schedule = Adaptive.Text, NextDue = Noon + (5 * Minute), LastSlot = Noon, PlannedAt = Noon };
        var before = Noon - (20 * Second);

        SlotPlanner.AfterRun(Adaptive, taken, before, null).ShouldBe(
            taken with { NextDue = Noon - (5 * Second), LastSlot = null, PlannedAt = before, Epoch = 1 }, "a slot before the last one must not be taken for one of its epoch");
        SlotPlanner.AfterRun(Adaptive, taken, Noon, null).ShouldBe(taken with { NextDue = Noon + (15 * Second) });
    }

    [Fact]
    public void Decide_FirstTime_PlansTheNextSlotAndTakesNone()
    {
        SlotPlanner.Decide(Hourly, SlotPlan.None, Noon).ShouldBe(
            new SlotDecision(new SlotPlan { Schedule = "0 5 * * * *", NextDue = Noon + (5 * Minute), PlannedAt = Noon }, null, false, 0));
        SlotPlanner.Decide(EveryTenSeconds, SlotPlan.None, Noon).Plan.NextDue.ShouldBe(Noon + (10 * Second));
        SlotPlanner.Decide(Adaptive, SlotPlan.None, Noon).Plan.NextDue.ShouldBe(Noon + (15 * Second));
        SlotPlanner.Decide(new ManualSchedule(), SlotPlan.None, Noon).Plan.NextDue.ShouldBeNull();
    }

    [Fact]
    public void Decide_SlotOfCron_IsTakenOnceAndOnTime()
    {
        var plan = Planned(Hourly, Noon);

        SlotPlanner.Decide(Hourly, plan, Noon + (5 * Minute) - 1).Slot.ShouldBeNull();
        var taken = SlotPlanner.Decide(Hourly, plan, Noon + (5 * Minute) + 20);

        (taken.Slot, taken.IsLate, taken.Missed).ShouldBe((Noon + (5 * Minute), false, 0));
        taken.Plan.NextDue.ShouldBe(Noon + Hour + (5 * Minute));
        SlotPlanner.Decide(Hourly, taken.Plan, Noon + (5 * Minute) + 20).ShouldBe(new SlotDecision(taken.Plan, null, false, 0));
    }

    [Fact]
    public void Decide_AfterDowntime_TakesTheNewestMissedSlotOnly()
    {
        var taken = SlotPlanner.Decide(Hourly, Planned(Hourly, Noon), Noon + (10 * Hour));

        (taken.Slot, taken.IsLate, taken.Missed).ShouldBe((Noon + (9 * Hour) + (5 * Minute), true, 9));
        taken.Plan.NextDue.ShouldBe(Noon + (10 * Hour) + (5 * Minute));
    }

    [Fact]
    public void Decide_AfterAYear_FindsTheNewestSlotOfASecondlyCron()
    {
        var secondly = JobSchedule.Parse("* * * * * *");
        var now = Noon + (365 * 24 * Hour) + 700;

        var taken = SlotPlanner.Decide(secondly, Planned(secondly, Noon), now);

        (taken.Slot, taken.IsLate, taken.Missed).ShouldBe((now - 700, false, CronSchedule.MostCounted));
    }

    [Fact]
    public void Decide_AfterDowntimeOfAnInterval_TakesTheNewestAndKeepsThePhase()
    {
        var taken = SlotPlanner.Decide(EveryTenSeconds, Planned(EveryTenSeconds, Noon), Noon + Hour + (3 * Second));

        (taken.Slot, taken.IsLate, taken.Missed).ShouldBe((Noon + Hour, false, 359));
        taken.Plan.NextDue.ShouldBe(Noon + Hour + (10 * Second));
    }

    [Fact]
    public void Decide_ClockBackAnHour_RunsNoSlotOfCronAgain()
    {
        var taken = SlotPlanner.Decide(Hourly, Planned(Hourly, Noon), Noon + (6 * Minute)).Plan;

        for (var now = Noon - Hour; now < taken.NextDue; now += Minute)
            SlotPlanner.Decide(Hourly, taken, now).ShouldBe(new SlotDecision(taken, null, false, 0));
        SlotPlanner.Decide(Hourly, taken, taken.NextDue!.Value).Slot.ShouldBe(Noon + Hour + (5 * Minute));
    }

    [Fact]
    public void Decide_ClockBackBeforeTheFirstSlotOfCron_PlansFromThere()
    {
        var plan = Planned(Hourly, Noon);

        SlotPlanner.Decide(Hourly, plan, Noon - Hour).Plan.NextDue.ShouldBe(Noon - Hour + (5 * Minute));
    }

    [Fact]
    public void Decide_ClockBackByYears_PlansAnewWithAnotherEpoch()
    {
        var wrong = At("2031-01-01T00:06:00Z");
        var plan = SlotPlanner.Decide(Hourly, Planned(Hourly, wrong - Hour), wrong).Plan;

        var right = SlotPlanner.Decide(Hourly, plan, Noon);

        (right.Slot, right.Plan.NextDue, right.Plan.LastSlot, right.Plan.Epoch).ShouldBe((null, Noon + (5 * Minute), null, 1));
    }

    [Fact]
    public void Decide_ClockBackAnHour_AnIntervalGoesOnWithinOneInterval()
    {
        var taken = SlotPlanner.Decide(EveryTenSeconds, Planned(EveryTenSeconds, Noon), Noon + (10 * Second)).Plan;
        var back = Noon - Hour;

        var anew = SlotPlanner.Decide(EveryTenSeconds, taken, back);

        (anew.Slot, anew.Plan.NextDue, anew.Plan.Epoch).ShouldBe((null, back + (10 * Second), 1));
        SlotPlanner.Decide(EveryTenSeconds, anew.Plan, back + (10 * Second)).Slot.ShouldBe(back + (10 * Second));
    }

    [Fact]
    public void Decide_AnotherSchedule_PlansAnewAndTakesNoOldSlotAgain()
    {
        var taken = SlotPlanner.Decide(Hourly, Planned(Hourly, Noon), Noon + (5 * Minute)).Plan;

        var anew = SlotPlanner.Decide(JobSchedule.Parse("0 */5 * * * *"), taken, Noon + (4 * Minute));

        anew.Plan.NextDue.ShouldBe(Noon + (10 * Minute), "12:05 has been taken");
    }

    [Theory]
    [InlineData(null, 15)]
    [InlineData(60, 60)]
    [InlineData(1, 15)]
    [InlineData(3600, 300)]
    public void AfterRun_Adaptive_ComesAfterTheWishWithinTheBounds(int? wished, int expected)
    {
        var plan = SlotPlanner.Decide(Adaptive, Planned(Adaptive, Noon), Noon + (15 * Second)).Plan;
        plan.NextDue.ShouldBe(Noon + (15 * Second) + (5 * Minute), "a run that never ends does not silence the job");
        var ended = Noon + (40 * Second);

        var after = SlotPlanner.AfterRun(Adaptive, plan, ended, wished is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

        after.NextDue.ShouldBe(ended + (expected * Second));
        SlotPlanner.AfterRun(EveryTenSeconds, plan, ended, TimeSpan.FromSeconds(1)).ShouldBe(plan, "a fixed interval takes no wishes");
    }

    private static SlotPlan Planned(JobSchedule schedule, long now) => SlotPlanner.Decide(schedule, SlotPlan.None, now).Plan;

    private static long At(string time) => DateTimeOffset.Parse(time).ToUnixTimeMilliseconds();
}
