using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

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
        return services;
    }
}
