using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Contracts.Arbitrage;
using OrleansTrading.Grains.Retention;

namespace OrleansTrading.Grains.Arbitrage;

public static class ArbitrageServiceCollectionExtensions
{
    /// <summary>The comparison of venues. It needs the market grains, the record stores and <c>AddRetention</c>.</summary>
    public static IServiceCollection AddArbitrage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ArbitrageOptions>().Bind(configuration.GetSection(ArbitrageOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ArbitrageMetrics>();
        services.AddSingleton<IArbitrageAssets, ArbitrageAssets>();
        services.AddSingleton<IPruned, ArbitragePruning>();
        services.AddHostedService<ArbitrageNudge>();
        return services;
    }
}
