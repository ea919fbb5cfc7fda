using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Grains.Cluster;
using OrleansTrading.Grains.Jobs.Pipelines;
using OrleansTrading.Grains.Jobs.Running;

namespace OrleansTrading.Grains.Jobs;

public static class JobsServiceCollectionExtensions
{
    /// <summary>
    /// What jobs are run by. It needs a store of runs (<c>IJobRunStore</c>) and an event bus (<c>IEventBus</c>), which are registered
    /// by their own extensions.
    /// </summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<JobsOptions>().Bind(configuration.GetSection(JobsOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<JobsOptions>, JobsOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<HeldReminders>();
        services.AddSingleton<JobCatalogue>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<JobsMetrics>();
        services.AddSingleton<RunIdSequence>();
        services.AddHostedService<JobsNudge>();
        return services;
    }

    /// <summary>Adds a job to the catalogue. Every run gets an instance of its own.</summary>
    public static IServiceCollection AddJob<TJob, TParameters>(this IServiceCollection services)
        where TJob : class, IJob<TParameters>
        where TParameters : class, new()
    {
        services.AddTransient<TJob>();
        services.AddSingleton(JobRegistration.Of<TParameters>(TJob.Definition, static (provider, context, parameters, cancellationToken) =>
            provider.GetRequiredService<TJob>().RunAsync(context, parameters, cancellationToken)));
        return services;
    }

    /// <summary>Adds a job without parameters to the catalogue.</summary>
    public static IServiceCollection AddJob<TJob>(this IServiceCollection services)
        where TJob : class, IJob<NoParameters> => services.AddJob<TJob, NoParameters>();

    /// <summary>
    /// Adds a pipeline: a job that runs other jobs, one after the other. A step whose job needs one that has not succeeded is skipped;
    /// the pipeline has succeeded when all of its steps have. Cancelling it cancels the step that is going.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="name">Lower case with hyphens.</param>
    /// <param name="description">What it does, in one sentence.</param>
    /// <param name="schedule">As in <see cref="JobDefinition.Schedule"/>; empty: by hand only.</param>
    /// <param name="steps">Names of jobs, in order.</param>
    public static IServiceCollection AddPipeline(
        this IServiceCollection services, string name, string description, string schedule, params ImmutableArray<string> steps)
    {
        services.TryAddTransient<PipelineRun>();
        // A failed step has been retried as often as its own job says.
        var definition = new JobDefinition { Name = name, Description = description, Schedule = schedule, Retries = 0 };
        services.AddSingleton(JobRegistration.Pipeline(definition, steps, (provider, context, cancellationToken) =>
            provider.GetRequiredService<PipelineRun>().RunAsync(steps, (RunContext)context, cancellationToken)));
        return services;
    }
}
