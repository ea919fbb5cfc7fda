namespace OrleansTrading.Grains.Jobs.Schedules;

/// <summary>
/// Decides which slot is run when. The rules:
/// of the slots whose time has come the newest is taken, and the older ones are passed over;
/// taking a slot moves the plan behind it for good, so that it is taken once;
/// a plan that the clock has gone back from is made anew when keeping it would silence the job, with a new epoch.
/// </summary>
internal static class SlotPlanner
{
    /// <summary>A slot that is run within this time of its own is on time.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    public static SlotDecision Decide(JobSchedule schedule, SlotPlan plan, long now)
    {
        if (plan.Schedule != schedule.Text || schedule.IsAstray(plan, now))
            plan = Anew(schedule, plan, now);
        if (plan.NextDue is not { } due || due > now)
            return new SlotDecision(plan, null, false, 0);
        var taken = schedule.Take(due, now);
        var after = plan with { NextDue = taken.Next, LastSlot = taken.Slot, PlannedAt = now };
        return new SlotDecision(after, taken.Slot, now - taken.Slot > Tolerance.TotalMilliseconds, taken.Missed);
    }

    /// <summary>The plan after a run has ended. Within an epoch slots only grow: one that the clock has gone back behind begins a new one.</summary>
    public static SlotPlan AfterRun(JobSchedule schedule, SlotPlan plan, long now, TimeSpan? wished)
    {
        if (plan.NextDue is null || schedule.AfterRun(now, wished) is not { } next)
            return plan;
        var after = plan with { NextDue = next, PlannedAt = now };
        return next > (plan.LastSlot ?? long.MinValue) ? after : after with { LastSlot = null, Epoch = plan.Epoch + 1 };
    }

    private static SlotPlan Anew(JobSchedule schedule, SlotPlan plan, long now)
    {
        // A slot of a time that the clock has been put right from counts no more.
        var wasWrong = plan.PlannedAt - now > CronSchedule.MostBack.TotalMilliseconds;
        var last = wasWrong ? null : plan.LastSlot;
        var next = schedule.First(now, last);
        var isBehind = next <= last;
        return new SlotPlan
        {
            Schedule = schedule.Text,
            NextDue = next,
            LastSlot = isBehind ? null : last,
            PlannedAt = now,
            Epoch = wasWrong || isBehind || plan.Schedule == schedule.Text ? plan.Epoch + 1 : plan.Epoch,
        };
    }
}
