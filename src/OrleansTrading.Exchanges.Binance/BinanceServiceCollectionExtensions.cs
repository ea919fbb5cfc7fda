using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrleansTrading.Exchanges.Binance.Environment;
using OrleansTrading.Exchanges.Binance.Mapping;
using OrleansTrading.Exchanges.Binance.Trading;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Exchanges.Binance;

/// <summary>Adds the venue to a host.</summary>
public static class BinanceServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="BinanceConnector"/> as an <see cref="IVenueConnector"/> and <see cref="BinanceTradingConnector"/> as an <see cref="ITradingConnector"/>, with <see cref="BinanceOptions"/> from
    /// section <c>Venues:Binance</c>, validated on start. Where <see cref="BinanceEnvironment.NeedsSimulator"/>, the
    /// host starts a simulator and tells its address by <see cref="BinanceEnvironment.UseSimulator"/>.
    /// </summary>
    public static IServiceCollection AddBinance(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<BinanceOptions>()
            .Bind(configuration.GetSection(BinanceOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new BinanceEnvironment(provider.GetRequiredService<IOptions<BinanceOptions>>().Value));
        services.AddSingleton(new VenueName(BinanceSymbols.Venue));
        services.AddSingleton<BinanceConnector>();
        services.AddSingleton<IVenueConnector>(provider => provider.GetRequiredService<BinanceConnector>());
        services.AddSingleton<BinanceTradingConnector>();
        services.AddSingleton<ITradingConnector>(provider => provider.GetRequiredService<BinanceTradingConnector>());
        return services;
    }
}
