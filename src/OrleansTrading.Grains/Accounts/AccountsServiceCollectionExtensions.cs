using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrleansTrading.Contracts.Accounts;

namespace OrleansTrading.Grains.Accounts;

public static class AccountsServiceCollectionExtensions
{
    /// <summary>
    /// What accounts need of their silo. The store of their events (<c>IAccountEventStore</c>), the trading sides of venues
    /// (<c>ITradingConnector</c>) and the market grains are registered by their own extensions.
    /// </summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TradingOptions>().Bind(configuration.GetSection(TradingOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<TradingOptions>, TradingOptionsCheck>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<AccountSessions>();
        services.AddSingleton<IAccountDirectory, AccountDirectory>();
        services.AddSingleton<IAccountStops, AccountStops>();
        services.AddSingleton<AccountMetrics>();
        services.AddSingleton<AccountGauges>();
        services.AddHostedService<AccountNudge>();
        return services;
    }
}
