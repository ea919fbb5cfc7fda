using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using OrleansTrading.Grains.Jobs.Schedules;

namespace OrleansTrading.Grains.Jobs;

/// <summary>Every job there is, by name. <see cref="JobsOptionsValidator"/> has seen to it that what is registered makes sense.</summary>
internal sealed partial class JobCatalogue(IEnumerable<JobRegistration> registrations, IOptions<JobsOptions> options)
{
    private readonly FrozenDictionary<string, JobRegistration> _jobs =
        registrations.ToFrozenDictionary(job => job.Definition.Name, StringComparer.Ordinal);

    public ImmutableArray<string> Names => [.. _jobs.Keys.Order(StringComparer.Ordinal)];

    public JobRegistration? Find(string name) => _jobs.GetValueOrDefault(name);

    /// <summary>What a job needs and what that needs in turn, the nearest first. One that is skipped keeps its last run: what it waits for tells.</summary>
    public ImmutableArray<string> NeedsOf(string name)
    {
        var all = new List<string> { name };
        for (var i = 0; i < all.Count; i++)
            all.AddRange(_jobs[all[i]].Definition.Needs.Except(all));
        return [.. all.Skip(1)];
    }

    /// <summary>What is in force for a job when its operators have set nothing.</summary>
    public (string Schedule, bool Enabled) DefaultsOf(JobDefinition definition)
    {
        var item = options.Value.Items.GetValueOrDefault(definition.Name);
        var schedule = string.IsNullOrWhiteSpace(item?.Schedule) ? definition.Schedule : item.Schedule;
        return (schedule, item?.Enabled ?? options.Value.Enabled);
    }

    /// <param name="definition">The job.</param>
    /// <param name="state">What its operators have set.</param>
    /// <param name="known">What was in force before; it spares reading the same schedule again.</param>
    public JobRules RulesOf(JobDefinition definition, JobState state, JobRules? known = null)
    {
        var (schedule, enabled) = DefaultsOf(definition);
        var text = state.Schedule ?? schedule;
        if (known?.Written != text)
            return new JobRules(definition, JobSchedule.Parse(text), state.Enabled ?? enabled, text);
        return known with { Enabled = state.Enabled ?? enabled };
    }

    /// <summary>What is wrong with the jobs that are registered, all of it.</summary>
    public static IEnumerable<string> Defects(IReadOnlyList<JobRegistration> jobs)
    {
        var names = jobs.Select(job => job.Definition.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var twice in jobs.GroupBy(job => job.Definition.Name).Where(group => group.Count() > 1))
            yield return $"Job '{twice.Key}' is registered {twice.Count()} times; expected a name of its own for each job.";
        foreach (var job in jobs.Select(job => job.Definition))
        {
            if (!NamePattern().IsMatch(job.Name))
                yield return $"'{job.Name}' is not a name for a job; expected lower-case words with hyphens between them, for example collect-market.";
            if (!JobSchedule.TryParse(job.Schedule, out _, out var error))
                yield return $"Job '{job.Name}': {error}";
            if (job.Retries is < 0 or > 100)
                yield return $"Job '{job.Name}': {job.Retries} retries; expected 0 to 100.";
            if (job.TimeLimit <= TimeSpan.Zero || job.TimeLimit > TimeSpan.FromDays(7) || job.RetryDelay < TimeSpan.Zero)
                yield return $"Job '{job.Name}': time limit {job.TimeLimit}, retry delay {job.RetryDelay}; expected a time limit up to 7 days, and a delay that is not negative.";
            if (job.SlowAfter is { } slow && (slow <= TimeSpan.Zero || slow > TimeSpan.FromDays(7)))
                yield return $"Job '{job.Name}': slow after {slow}; expected more than nothing, up to 7 days.";
        }

        foreach (var (job, other) in jobs.SelectMany(job => job.Definition.Needs.Concat(job.Steps).Select(other => (job.Definition.Name, other))))
        {
            if (!names.Contains(other))
                yield return $"Job '{job}' names the job '{other}', which is not registered; there are {string.Join(", ", names.Order(StringComparer.Ordinal))}.";
        }

        foreach (var cycle in JobCycles.Of(Edges(jobs, job => job.Definition.Needs)))
            yield return $"Job '{cycle[0]}' needs itself: {string.Join(" -> ", cycle)}; no slot of it would ever be run.";
        foreach (var cycle in JobCycles.Of(Edges(jobs, job => job.Steps)))
            yield return $"Pipeline '{cycle[0]}' is a step of itself: {string.Join(" -> ", cycle)}; its run would wait for itself.";
    }

    private static ILookup<string, string> Edges(IReadOnlyList<JobRegistration> jobs, Func<JobRegistration, ImmutableArray<string>> of) =>
        jobs.SelectMany(job => of(job).Select(other => (From: job.Definition.Name, To: other)))
            .ToLookup(edge => edge.From, edge => edge.To, StringComparer.Ordinal);

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex NamePattern();
}
