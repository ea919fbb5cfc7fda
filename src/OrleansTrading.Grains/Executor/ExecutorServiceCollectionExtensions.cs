using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Grains.Retention;

namespace OrleansTrading.Grains.Executor;

public static class ExecutorServiceCollectionExtensions
{
    /// <summary>What makes positions of signals. It needs the market grains, accounts, the event bus, the record stores and <c>AddRetention</c>.</summary>
    public static IServiceCollection AddExecutor(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ExecutorOptions>().Bind(configuration.GetSection(ExecutorOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IPruned, ExecutionPruning>();
        services.AddHostedService<ExecutorNudge>();
        return services;
    }
}
