using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>Slots and runs: each slot at most once, none lost beyond what the job's policy says, every run at its end, every acknowledged one there.</summary>
internal sealed class JobAudit(StormRig rig, StormLog log)
{
    private const int Page = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly IJobRunStore _store = rig.Stores.GetRequiredService<IJobRunStore>();

    /// <param name="acknowledged">Runs that were asked for.</param>
    /// <param name="before">Runs that were made until then must have ended, Unix milliseconds.</param>
    /// <param name="hindrances">When slots may have been passed over, Unix milliseconds; the clock that runs are queued by may be behind.</param>
    public async Task RunAsync(IReadOnlyCollection<string> acknowledged, long before, IReadOnlyList<long> hindrances)
    {
        var runs = await EndedAsync(before);
        foreach (var open in runs.Where(run => !run.IsFinal))
            log.Violate($"Run {open.Id} of {open.Job} was made {before - open.QueuedAt} ms before the calm and is still {open.State}.");
        foreach (var doubled in runs.Where(run => run.Slot is not null).GroupBy(run => (run.Job, run.Slot)).Where(group => group.Count() > 1))
            log.Violate($"Slot {doubled.Key.Slot} of {doubled.Key.Job} has {doubled.Count()} runs: {string.Join(", ", doubled.Select(run => $"{run.Id} {run.State}"))}.");
        Effects(runs);
        var once = Passed(runs, StormOnceJob.Name, StormOnceJob.Interval, hindrances);
        var again = Passed(runs, StormAgainJob.Name, StormAgainJob.Interval, hindrances);
        var all = (await ListAsync()).Select(run => run.Id).ToHashSet();
        foreach (var lost in acknowledged.Where(id => !all.Contains(id)))
            log.Violate($"Run {lost} was acknowledged and is not there.");
        log.Say($"audit: {runs.Count} runs of {runs.Select(run => run.Job).Distinct().Count()} jobs, {acknowledged.Count} acknowledged to clients; slots passed over: {once} of {StormOnceJob.Name}, {again} of {StormAgainJob.Name}; "
            + $"runs lost with their silo: {runs.Count(run => run is { Job: StormOnceJob.Name, State: JobRunState.Failed })}, gone on with: {runs.Count(run => run is { Job: StormAgainJob.Name, Attempt: > 1 })}");
    }

    /// <summary>What was really done: a run of a job that must not come twice once, every attempt once, and nothing without a record of it.</summary>
    private void Effects(List<JobRun> runs)
    {
        var (known, effects) = (runs.ToDictionary(run => run.Id), rig.Ledger.Effects.ToList());
        foreach (var doubled in effects.Where(effect => effect.Job == StormOnceJob.Name).GroupBy(effect => (effect.Slot, effect.RunId)).Where(group => group.Count() > 1))
            log.Violate($"Slot {doubled.Key.Slot} of {StormOnceJob.Name} was run {doubled.Count()} times.");
        foreach (var doubled in effects.Where(effect => effect.Slot is not null).GroupBy(effect => (effect.Job, effect.Slot)).Where(group => group.Select(effect => effect.RunId).Distinct().Count() > 1))
            log.Violate($"Slot {doubled.Key.Slot} of {doubled.Key.Job} was run as {string.Join(", ", doubled.Select(effect => effect.RunId).Distinct())}.");
        foreach (var doubled in effects.GroupBy(effect => (effect.Job, effect.RunId, effect.Attempt)).Where(group => group.Count() > 1))
            log.Violate($"Attempt {doubled.Key.Attempt} of run {doubled.Key.RunId} of {doubled.Key.Job} was begun {doubled.Count()} times.");
        var done = effects.Select(effect => effect.RunId).ToHashSet();
        foreach (var run in runs.Where(run => run.State == JobRunState.Succeeded && IsOurs(run) && !done.Contains(run.Id)))
            log.Violate($"Run {run.Id} of {run.Job} has succeeded and nothing was done.");
    }

    /// <summary>A slot may be passed over only while the job was on its way to another silo, or could write down none, when the next one had come too.</summary>
    private int Passed(List<JobRun> runs, string job, TimeSpan interval, IReadOnlyList<long> hindrances)
    {
        var (passed, length) = (0, (long)interval.TotalMilliseconds);
        var taken = runs.Where(run => run.Job == job && run.Slot is not null).OrderBy(run => run.Slot).ToList();
        if (taken.Count == 0)
            log.Violate($"{job} has run no slot at all.");
        foreach (var (earlier, later) in taken.Zip(taken.Skip(1)))
        {
            for (var slot = earlier.Slot!.Value + length; slot < later.Slot; slot += length)
            {
                passed++;
                if (!hindrances.Any(at => at <= later.QueuedAt + StormForces.FarthestStep && at >= slot - LiveWatch.Within.TotalMilliseconds))
                    log.Violate($"Slot {slot} of {job} was never run, and no silo was lost, no clock set and no database away then; the one before was run at {earlier.QueuedAt}, the next, {later.Slot}, at {later.QueuedAt}.");
            }
        }

        return passed;
    }

    private async Task<List<JobRun>> EndedAsync(long before)
    {
        var until = log.Elapsed + Patience;
        while (true)
        {
            var runs = (await ListAsync()).Where(run => run.QueuedAt < before).ToList();
            if (runs.TrueForAll(run => run.IsFinal) || log.Elapsed > until)
                return runs;
            await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);
        }
    }

    private async Task<List<JobRun>> ListAsync()
    {
        var runs = new List<JobRun>();
        while (true)
        {
            var page = await _store.ListAsync(null, null, runs.LastOrDefault()?.Id, Page, CancellationToken.None);
            runs.AddRange(page);
            if (page.Count < Page)
                return runs;
        }
    }

    private static bool IsOurs(JobRun run) => run.Job is StormOnceJob.Name or StormAgainJob.Name or StormAskedJob.Name;
}
