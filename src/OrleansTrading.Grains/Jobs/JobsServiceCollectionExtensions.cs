using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Jobs;
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
}
