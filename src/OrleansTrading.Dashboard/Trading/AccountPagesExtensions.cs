using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansTrading.Dashboard.Trading.Arbitrage;
using OrleansTrading.Dashboard.Trading.Risk;

namespace OrleansTrading.Dashboard.Trading;

internal static class AccountPagesExtensions
{
    /// <summary>What the pages of accounts, risk and arbitrage need.</summary>
    public static IServiceCollection AddAccountPages(this IServiceCollection services)
    {
        services.TryAddSingleton<ITradingReader, GrainTradingReader>();
        services.TryAddSingleton<ITradingDesk, GrainTradingDesk>();
        services.AddSingleton<TradingFeeds>();
        services.AddSingleton<EquityFeeds>();
        services.AddSingleton<RiskFeeds>();
        services.TryAddSingleton<IArbitrageReader, GrainArbitrageReader>();
        services.AddSingleton<ArbitrageFeed>();
        return services;
    }
}
