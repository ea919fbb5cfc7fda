using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.Grains.Retention;

namespace OrleansTrading.Grains.Portfolio;

public static class PortfolioServiceCollectionExtensions
{
    /// <summary>Exposure, capital and equity curves. It needs the accounts, the record stores, <c>AddJobs</c> and <c>AddRetention</c>.</summary>
    public static IServiceCollection AddPortfolio(this IServiceCollection services)
    {
        services.AddSingleton<IPruned, CapitalPruning>();
        return services.AddJob<SnapshotCapitalJob>();
    }
}
