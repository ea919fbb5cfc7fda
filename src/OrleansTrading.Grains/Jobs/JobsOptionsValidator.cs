using Microsoft.Extensions.Options;
using OrleansTrading.Grains.Jobs.Schedules;

namespace OrleansTrading.Grains.Jobs;

/// <summary>Checks at start the jobs that are registered and what the settings say of single ones.</summary>
internal sealed class JobsOptionsValidator(IEnumerable<JobRegistration> registrations) : IValidateOptions<JobsOptions>
{
    public ValidateOptionsResult Validate(string? name, JobsOptions options)
    {
        var jobs = registrations.ToList();
        var defects = JobCatalogue.Defects(jobs).Concat(Defects(options, jobs)).ToList();
        return defects.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(defects);
    }

    private static IEnumerable<string> Defects(JobsOptions options, List<JobRegistration> jobs)
    {
        foreach (var (name, item) in options.Items)
        {
            var setting = $"{JobsOptions.Section}:{nameof(JobsOptions.Items)}:{name}";
            if (jobs.All(job => job.Definition.Name != name))
                yield return $"{setting}: there is no such job; the jobs are {string.Join(", ", jobs.Select(job => job.Definition.Name).Order(StringComparer.Ordinal))}.";
            if (item.Schedule is { } schedule && !JobSchedule.TryParse(schedule, out _, out var error))
                yield return $"{setting}:{nameof(JobItemOptions.Schedule)}: {error}";
        }
    }
}
