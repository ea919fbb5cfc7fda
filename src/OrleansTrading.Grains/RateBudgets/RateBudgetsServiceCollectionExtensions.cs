using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Exchanges.RateLimits;

namespace OrleansTrading.Grains.RateBudgets;

internal static class RateBudgetsServiceCollectionExtensions
{
    /// <summary>Connectors share their limits with those of other silos behind the same address.</summary>
    public static IServiceCollection AddRateBudgets(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RateBudgetOptions>().Bind(configuration.GetSection(RateBudgetOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SharedRateBudgets>();
        services.AddSingleton<IRateBudgets>(provider => provider.GetRequiredService<SharedRateBudgets>());
        services.AddHostedService(provider => provider.GetRequiredService<SharedRateBudgets>());
        return services;
    }
}
