using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Grains.Jobs;

namespace OrleansTrading.Grains.Retention;

public static class RetentionServiceCollectionExtensions
{
    /// <summary>The job <c>prune</c>. It needs the record stores and <c>AddJobs</c>.</summary>
    public static IServiceCollection AddRetention(this IServiceCollection services)
    {
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IPruned, AuditPruning>();
        services.AddSingleton<IPruned, CandlePruning>();
        return services.AddJob<PruneJob>();
    }
}
