using System.Collections.Immutable;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Grains.Jobs.Schedules;

namespace OrleansTrading.Grains.Jobs;

/// <summary>
/// Every decision of a job, without its grain: from a state to the next one. The invariant that all of it serves: a run is in the
/// written state before its effect begins, and a slot's run is made in the same step that moves the plan behind the slot. So neither
/// a second wake-up, nor a second activation (whose write is refused), nor a restart makes a second run of a slot.
/// </summary>
internal static class JobMachine
{
    public const int MostKeys = 1000;
    public const int MostUnsaved = 200;
    public static readonly TimeSpan KeysKept = TimeSpan.FromHours(24);

    /// <summary>Plans, and takes the slot that is due.</summary>
    /// <param name="blocked">Why a slot that is due must not be run; null when nothing is in its way.</param>
    public static JobTransition TakeSlot(JobState state, JobRules rules, long now, Func<string> newId, string? blocked)
    {
        if (!rules.Enabled)
            return JobTransition.To(Unplanned(state));
        var (plan, slot, isLate, missed) = SlotPlanner.Decide(rules.Schedule, state.Plan, now);
        state = plan == state.Plan ? state : state with { Plan = plan };
        if (slot is null)
            return JobTransition.To(state);
        var run = NewRun(newId(), rules, isLate ? JobTriggerKind.CatchUp : JobTriggerKind.Schedule, now) with { Slot = slot };
        var transition = blocked is null ? Admit(state, rules, run, now) : Skip(state, run, blocked, now);
        return transition with { Missed = missed };
    }

    /// <summary>Makes a run because somebody wishes one.</summary>
    public static JobTransition Trigger(JobState state, JobRules rules, JobTrigger trigger, string id, long now)
    {
        var run = NewRun(id, rules, trigger.Kind, now) with { By = trigger.By, Parameters = trigger.Parameters ?? "{}" };
        if (trigger.IdempotencyKey is { } key)
            state = state with { Keys = Fresh(state.Keys.Add(new KnownKey(key, id, now)), now) };
        return Admit(state, rules, run, now);
    }

    /// <summary>The run that this key has given; null when it is a new one.</summary>
    public static string? RunOf(JobState state, string? key, long now) =>
        key is null ? null : state.Keys.LastOrDefault(known => known.Key == key && IsFresh(known, now))?.RunId;

    /// <summary>Asks a run to stop. One that waits has stopped by it; the one that is going stops where it is executed.</summary>
    public static JobTransition Cancel(JobState state, string runId, string reason, long now)
    {
        if (state.Waiting?.Id == runId)
            return End(state with { Waiting = null }, state.Waiting, JobRunState.Cancelled, reason, now);
        return JobTransition.To(state.Current?.Id == runId ? state with { Cancelled = state.Cancelled ?? reason } : state);
    }

    /// <summary>Ends the current run as its execution has ended; the one that waits takes its place.</summary>
    public static JobTransition Finish(JobState state, JobRules rules, JobRun ended, TimeSpan? nextAfter, long now)
    {
        if (!rules.Enabled)
            state = Unplanned(state);
        else if (ended.Slot is not null || nextAfter is not null)
            state = state with { Plan = SlotPlanner.AfterRun(rules.Schedule, state.Plan, now, nextAfter) };
        state = state with
        {
            Current = state.Waiting,
            Waiting = null,
            Cancelled = null,
            Skipped = state.Waiting is null ? state.Skipped : 0,
            LastRun = ended,
            LastSuccess = ended.State == JobRunState.Succeeded ? ended.FinishedAt : state.LastSuccess,
        };
        return Told(state, ended);
    }

    /// <summary>Decides about a current run that nobody executes any more.</summary>
    /// <param name="known">What the store of runs knows of it; null when it knows nothing.</param>
    public static JobTransition Recover(JobState state, JobRules rules, JobRun? known, long now)
    {
        if (state.Current is not { } lost)
            return JobTransition.To(state);
        var attempt = Math.Max(lost.Attempt + 1, known?.Attempt ?? 0);
        lost = (known is { IsFinal: false } ? known : lost) with { Attempt = attempt };
        if (state.Cancelled is { } reason)
            return Finish(state, rules, Final(lost, JobRunState.Cancelled, reason, now), null, now);
        var error = $"The silo that ran it was lost during attempt {attempt}.";
        if (rules.Definition.OnLostRun == LostRunPolicy.Fail || attempt > Math.Max(1, rules.Definition.Retries))
            return Finish(state, rules, Final(lost, JobRunState.Failed, error, now), null, now);
        return JobTransition.To(state with { Current = lost with { State = JobRunState.Queued, Error = error } });
    }

    /// <summary>A change by hand. The plan is made anew from now on: slots that come while a job is disabled are not caught up with.</summary>
    public static JobTransition Configure(JobState state, bool? enabled, string? schedule) => JobTransition.To(Unplanned(state) with
    {
        Enabled = enabled ?? state.Enabled,
        Schedule = schedule is null ? state.Schedule : schedule.Length == 0 ? null : schedule,
    });

    private static JobTransition Admit(JobState state, JobRules rules, JobRun run, long now)
    {
        if (state.Current is not { } current)
            return Recorded(state with { Current = run, Skipped = 0 }, run);
        var isStep = run.Trigger == JobTriggerKind.Pipeline;
        switch (rules.Definition.Overlap)
        {
            case JobOverlap.CancelPrevious:
                var replaced = state.Waiting;
                state = Recorded(state with { Waiting = run, Cancelled = state.Cancelled ?? $"Replaced by run {run.Id}." }, run).State;
                return replaced is null
                    ? JobTransition.To(state)
                    : End(state, replaced, JobRunState.Cancelled, $"Replaced by run {run.Id}.", now);
            case JobOverlap.QueueOne when state.Waiting is null:
            // A pipeline is told of its step's end only, so the step waits where a slot would be skipped.
            case JobOverlap.Skip when isStep && state.Waiting is null:
                return Recorded(state with { Waiting = run }, run);
            default:
                return Skip(state, run, $"Run {current.Id} was still going{(state.Waiting is { } waiting ? $" and run {waiting.Id} waiting" : "")}.", now);
        }
    }

    private static JobTransition Skip(JobState state, JobRun run, string reason, long now) =>
        End(state with { Skipped = state.Skipped + 1 }, run, JobRunState.Skipped, reason, now);

    private static JobTransition End(JobState state, JobRun run, JobRunState how, string reason, long now) =>
        Told(state, Final(run, how, reason, now));

    private static JobTransition Told(JobState state, JobRun ended) => Recorded(state, ended) with { Ended = [ended] };

    private static JobTransition Recorded(JobState state, JobRun run)
    {
        var unsaved = state.Unsaved.RemoveAll(other => other.Id == run.Id).Add(run);
        return JobTransition.To(state with { Unsaved = unsaved.Length > MostUnsaved ? unsaved.RemoveAt(0) : unsaved });
    }

    private static JobRun Final(JobRun run, JobRunState how, string reason, long now) =>
        run with { State = how, Error = reason, FinishedAt = now };

    private static JobRun NewRun(string id, JobRules rules, JobTriggerKind trigger, long now) => new(
        id, rules.Definition.Name, trigger, null, null, "{}", now, null, null, JobRunState.Queued, 0, JobProgress.None, JobCounts.None, null, null, []);

    /// <summary>Keeps the last slot, so that it is not taken again when planning begins anew.</summary>
    private static JobState Unplanned(JobState state) =>
        state.Plan is { Schedule: "", NextDue: null } ? state : state with { Plan = state.Plan with { Schedule = "", NextDue = null } };

    private static ImmutableArray<KnownKey> Fresh(ImmutableArray<KnownKey> keys, long now)
    {
        var fresh = keys.RemoveAll(known => !IsFresh(known, now));
        return fresh.Length > MostKeys ? fresh.RemoveRange(0, fresh.Length - MostKeys) : fresh;
    }

    private static bool IsFresh(KnownKey known, long now) => now - known.Time < KeysKept.TotalMilliseconds;
}
