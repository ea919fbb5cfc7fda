using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Grains.Jobs.Schedules;

namespace OrleansTrading.Grains.Jobs;

/// <summary>What others ask of a job.</summary>
internal sealed partial class JobGrain
{
    private const int LongestKey = 200;

    public async Task<TriggerResult> TriggerAsync(JobTrigger trigger)
    {
        if (_job is null)
            return new TriggerResult(null, false, Unknown());
        if (trigger.IdempotencyKey is { Length: 0 or > LongestKey })
            return new TriggerResult(null, false, new JobRefusal("idempotencyKey", $"It has {trigger.IdempotencyKey.Length} characters; expected 1 to {LongestKey}."));
        if (_job.Check(trigger.Parameters) is { } refusal)
            return new TriggerResult(null, false, refusal);
        var id = NewId();
        string? known = null;
        await DecideAsync(current =>
        {
            known = JobMachine.RunOf(current, trigger.IdempotencyKey, Now);
            return known is null ? JobMachine.Trigger(current, Rules, trigger, id, Now) : JobTransition.To(current);
        });
        var run = await FindRunAsync(known ?? id);
        return new TriggerResult(run, known is null, run is null ? new JobRefusal("idempotencyKey", $"Its run {known} is not kept any more.") : null);
    }

    public async Task<JobRun?> CancelAsync(string runId, string? by)
    {
        if (_job is null || await FindRunAsync(runId) is not { } run)
            return null;
        if (run.IsFinal)
            return run;
        await DecideAsync(current => JobMachine.Cancel(current, runId, $"Cancelled by {by ?? "somebody"}.", Now));
        return await FindRunAsync(runId);
    }

    public async Task<ConfigureResult> ConfigureAsync(JobPatch patch)
    {
        if (_job is null)
            return new ConfigureResult(null, Unknown());
        if (patch.Schedule is { } schedule && !JobSchedule.TryParse(schedule, out _, out var error))
            return new ConfigureResult(null, new JobRefusal("schedule", error));
        await DecideAsync(current => JobMachine.Configure(current, patch.Enabled, patch.Schedule?.Trim()));
        await DecideAsync(current => JobMachine.TakeSlot(current, Rules, Now, NewId, null));
        ArmTimer();
        LogConfigured(logger, _name, patch.By, Rules.Enabled, Rules.Schedule.Text);
        return new ConfigureResult(await GetStatusAsync(), null);
    }

    public Task<JobStatus?> GetStatusAsync()
    {
        if (_job is null)
        {
            // A name that somebody made up is not to be kept in memory.
            DeactivateOnIdle();
            return Task.FromResult<JobStatus?>(null);
        }

        var rules = Rules;
        return Task.FromResult<JobStatus?>(new JobStatus(
            _job.Describe(catalogue.DefaultsOf(_job.Definition).Schedule), rules.Enabled, rules.Schedule.Text,
            rules.Enabled ? State.Plan.NextDue : null, Live(State.Current), State.Waiting, State.LastRun, State.LastSuccess, State.Skipped));
    }

    public async Task<JobRun?> FindRunAsync(string runId)
    {
        if (_job is null)
        {
            DeactivateOnIdle();
            return null;
        }

        var held = new[] { State.Current, State.Waiting, State.LastRun }.Concat(State.Unsaved).FirstOrDefault(run => run?.Id == runId);
        if (held is not null)
            return Live(held);
        var stored = await store.FindAsync(runId, _leaving.Token);
        return stored?.Job == _name ? stored : null;
    }

    public async Task<JobRunLog?> GetLogAsync(string runId, int from)
    {
        if (_job is null)
        {
            DeactivateOnIdle();
            return null;
        }

        // Of a run that has gone on here after another silo was lost only what it wrote here is known.
        var log = _execution?.RunId == runId ? _execution.Log.View() : _unsavedLogs.Find(kept => kept.RunId == runId) ?? await store.FindLogAsync(runId, _leaving.Token);
        return log?.Job == _name ? log.From(Math.Max(0, from)) : null;
    }

    public Task<SchedulePreview> PreviewAsync(string schedule, int count)
    {
        if (_job is null)
            return Task.FromResult(new SchedulePreview("", [], false, Unknown()));
        var text = schedule.Trim().Length == 0 ? catalogue.DefaultsOf(_job.Definition).Schedule : schedule.Trim();
        return Task.FromResult(JobSchedule.TryParse(text, out var parsed, out var error)
            ? new SchedulePreview(parsed.Text, parsed.Next(Now, Math.Clamp(count, 1, IJobGrain.MostPreviewed)), parsed.IsBounded, null)
            : new SchedulePreview(text, [], false, new JobRefusal("schedule", error)));
    }

    /// <summary>A run as it is now, while it is executed here.</summary>
    private JobRun? Live(JobRun? run) =>
        run is { IsFinal: false } && _execution?.RunId == run.Id && _execution.View() is { IsFinal: false } view ? view : run;

    private JobRefusal Unknown()
    {
        DeactivateOnIdle();
        return new JobRefusal("name", $"There is no job '{_name}'; the jobs are {string.Join(", ", catalogue.Names)}.");
    }
}
