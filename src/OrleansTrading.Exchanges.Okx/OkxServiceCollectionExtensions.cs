using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansTrading.Exchanges.Okx.Environment;
using OrleansTrading.Exchanges.Okx.Mapping;
using OrleansTrading.Exchanges.Okx.Trading;
using OrleansTrading.Exchanges.Trading;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Okx;

/// <summary>Adds the venue to a host.</summary>
public static class OkxServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="OkxConnector"/> as an <see cref="IVenueConnector"/> and <see cref="OkxTradingConnector"/> as an <see cref="ITradingConnector"/> unless <see cref="OkxOptions.Enabled"/> is false, with
    /// <see cref="OkxOptions"/> from section <c>Venues:Okx</c>, validated on start. Where <see cref="OkxEnvironment.NeedsSimulator"/>,
    /// the host starts a simulator and tells its address by <see cref="OkxEnvironment.UseSimulator"/>.
    /// </summary>
    public static IServiceCollection AddOkx(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OkxOptions>()
            .Bind(configuration.GetSection(OkxOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        // A value that is neither true nor false is found by the validation, with all other errors.
        if (bool.TryParse(configuration[$"{OkxOptions.Section}:{nameof(OkxOptions.Enabled)}"], out var enabled) && !enabled)
            return services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new OkxEnvironment(provider.GetRequiredService<IOptions<OkxOptions>>().Value));
        services.AddSingleton(new VenueName(OkxSymbols.Venue));
        services.AddSingleton<OkxConnector>();
        services.AddSingleton<IVenueConnector>(provider => provider.GetRequiredService<OkxConnector>());
        services.AddSingleton(provider => new OkxTradingConnector(
            provider.GetRequiredService<OkxConnector>, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<ITradingConnector>(provider => provider.GetRequiredService<OkxTradingConnector>());
        return services;
    }
}
