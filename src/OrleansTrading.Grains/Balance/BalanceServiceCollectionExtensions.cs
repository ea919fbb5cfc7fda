using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansTrading.Grains.Balance;

public static class BalanceServiceCollectionExtensions
{
    /// <summary>Symbols go from silos that follow many to silos that follow few. Goes by what silos report (<c>AddClusterReports</c>).</summary>
    public static IServiceCollection AddSymbolBalance(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<BalanceOptions>().Bind(configuration.GetSection(BalanceOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<BalanceMetrics>();
        services.AddSingleton<SymbolBalancer>();
        return services.AddHostedService(provider => provider.GetRequiredService<SymbolBalancer>());
    }
}
