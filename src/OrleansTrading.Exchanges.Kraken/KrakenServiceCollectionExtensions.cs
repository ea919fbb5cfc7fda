using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrleansTrading.Exchanges.Kraken.Environment;
using OrleansTrading.Exchanges.Kraken.Mapping;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Kraken;

/// <summary>Adds the venue to a host.</summary>
public static class KrakenServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="KrakenConnector"/> as an <see cref="IVenueConnector"/> unless <see cref="KrakenOptions.Enabled"/> is false, with
    /// <see cref="KrakenOptions"/> from section <c>Venues:Kraken</c>, validated on start. Where <see cref="KrakenEnvironment.NeedsSimulator"/>,
    /// the host starts a simulator and tells its address by <see cref="KrakenEnvironment.UseSimulator"/>.
    /// </summary>
    public static IServiceCollection AddKraken(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<KrakenOptions>()
            .Bind(configuration.GetSection(KrakenOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        // A value that is neither true nor false is found by the validation, with all other errors.
        if (bool.TryParse(configuration[$"{KrakenOptions.Section}:{nameof(KrakenOptions.Enabled)}"], out var enabled) && !enabled)
            return services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new KrakenEnvironment(provider.GetRequiredService<IOptions<KrakenOptions>>().Value));
        services.AddSingleton(new VenueName(KrakenSymbols.Venue));
        services.AddSingleton<KrakenConnector>();
        services.AddSingleton<IVenueConnector>(provider => provider.GetRequiredService<KrakenConnector>());
        return services;
    }
}
