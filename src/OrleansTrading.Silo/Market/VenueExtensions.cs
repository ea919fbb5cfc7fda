using Microsoft.Extensions.Options;
using OrleansTrading.Exchanges.Binance;
using OrleansTrading.Exchanges.Binance.Environment;
using OrleansTrading.Exchanges.Kraken;
using OrleansTrading.Exchanges.Kraken.Environment;

namespace OrleansTrading.Silo.Market;

/// <summary>
/// The venues of this host and what they have to do with each other. One service shows one kind of market: all venues are simulated,
/// or none is. Kraken follows Binance: simulated with it, by the same simulator, and live with it. It has no test market, so beside
/// Binance's it is there only when its environment is named.
/// </summary>
internal static class VenueExtensions
{
    private const string BinanceKind = $"{BinanceOptions.Section}:{nameof(BinanceOptions.Environment)}";
    private const string KrakenKind = $"{KrakenOptions.Section}:{nameof(KrakenOptions.Environment)}";

    public static void AddVenues(this WebApplicationBuilder builder)
    {
        var (services, settings) = (builder.Services, builder.Configuration);
        // Read as texts: what cannot be read is found by the check of all settings, which comes later and tells of every error.
        if (KindOf(settings) == BinanceEnvironmentKind.Testnet && settings[KrakenKind] is not { Length: > 0 })
            settings[$"{KrakenOptions.Section}:{nameof(KrakenOptions.Enabled)}"] = bool.FalseString;
        services.AddKraken(settings);
        services.AddBinance(settings);
        services.PostConfigure<KrakenOptions>(options => Follow(options, settings));
        services.AddSingleton<IValidateOptions<KrakenOptions>>(new OneKindOfMarket(settings));
    }

    private static void Follow(KrakenOptions options, ConfigurationManager settings)
    {
        options.Environment ??= KindOf(settings) == BinanceEnvironmentKind.Live ? KrakenEnvironmentKind.Live : KrakenEnvironmentKind.Simulator;
        if (options.Environment == KrakenEnvironmentKind.Simulator && string.IsNullOrWhiteSpace(options.SimulatorAddress))
            options.SimulatorAddress = settings[$"{BinanceOptions.Section}:{nameof(BinanceOptions.SimulatorAddress)}"];
    }

    private static BinanceEnvironmentKind KindOf(ConfigurationManager settings) =>
        Enum.TryParse<BinanceEnvironmentKind>(settings[BinanceKind], ignoreCase: true, out var kind) ? kind : new BinanceOptions().Environment;

    private sealed class OneKindOfMarket(ConfigurationManager settings) : IValidateOptions<KrakenOptions>
    {
        public ValidateOptionsResult Validate(string? name, KrakenOptions options)
        {
            var binance = KindOf(settings);
            var isMixture = (binance == BinanceEnvironmentKind.Simulator) != (options.Environment == KrakenEnvironmentKind.Simulator);
            return options.Enabled && isMixture
                ? ValidateOptionsResult.Fail(
                    $"{KrakenKind} is '{options.Environment}' and {BinanceKind} is '{binance}': simulated and real markets are not shown side by side; "
                    + $"leave out {KrakenKind}, or set {KrakenOptions.Section}:{nameof(KrakenOptions.Enabled)} to false.")
                : ValidateOptionsResult.Success;
        }
    }
}
