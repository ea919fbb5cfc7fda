using Microsoft.Extensions.Options;
using OrleansTrading.Dashboard.Shell;
using OrleansTrading.Exchanges.Binance;
using OrleansTrading.Exchanges.Binance.Environment;
using OrleansTrading.Exchanges.Kraken;
using OrleansTrading.Exchanges.Kraken.Environment;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Okx;
using OrleansTrading.Exchanges.Okx.Environment;

namespace OrleansTrading.Silo.Market;

/// <summary>
/// The venues of this host and what they have to do with each other. One service shows one kind of market: all venues are simulated,
/// or none is. Kraken and OKX follow Binance: simulated with it, by the same simulator, and live with it. Beside Binance's test market
/// OKX's demo stands; Kraken has none, so it is there only when its environment is named.
/// </summary>
internal static class VenueExtensions
{
    private const string BinanceKind = $"{BinanceOptions.Section}:{nameof(BinanceOptions.Environment)}";
    private const string KrakenKind = $"{KrakenOptions.Section}:{nameof(KrakenOptions.Environment)}";
    private const string OkxKind = $"{OkxOptions.Section}:{nameof(OkxOptions.Environment)}";

    public static void AddVenues(this WebApplicationBuilder builder)
    {
        var (services, settings) = (builder.Services, builder.Configuration);
        // Read as texts: what cannot be read is found by the check of all settings, which comes later and tells of every error.
        if (KindOf(settings) == BinanceEnvironmentKind.Testnet && settings[KrakenKind] is not { Length: > 0 })
            settings[$"{KrakenOptions.Section}:{nameof(KrakenOptions.Enabled)}"] = bool.FalseString;
        services.AddKraken(settings);
        services.AddOkx(settings);
        services.AddBinance(settings);
        services.PostConfigure<KrakenOptions>(options => Follow(options, settings));
        services.PostConfigure<OkxOptions>(options => Follow(options, settings));
        services.AddSingleton<IValidateOptions<KrakenOptions>>(new OneKindOfMarket<KrakenOptions>(settings, KrakenOptions.Section, KrakenKind,
            options => (options.Enabled, options.Environment == KrakenEnvironmentKind.Simulator, options.Environment.ToString())));
        services.AddSingleton<IValidateOptions<OkxOptions>>(new OneKindOfMarket<OkxOptions>(settings, OkxOptions.Section, OkxKind,
            options => (options.Enabled, options.Environment == OkxEnvironmentKind.Simulator, options.Environment.ToString())));
        services.AddSingleton(parts => new MarketOrigin(parts.GetServices<IVenueConnector>().Any(venue => venue.IsSimulated)));
    }

    private static void Follow(KrakenOptions options, ConfigurationManager settings)
    {
        options.Environment ??= KindOf(settings) == BinanceEnvironmentKind.Live ? KrakenEnvironmentKind.Live : KrakenEnvironmentKind.Simulator;
        if (options.Environment == KrakenEnvironmentKind.Simulator && string.IsNullOrWhiteSpace(options.SimulatorAddress))
            options.SimulatorAddress = SimulatorOf(settings);
    }

    private static void Follow(OkxOptions options, ConfigurationManager settings)
    {
        options.Environment ??= KindOf(settings) switch
        {
            BinanceEnvironmentKind.Live => OkxEnvironmentKind.Live,
            BinanceEnvironmentKind.Testnet => OkxEnvironmentKind.Demo,
            _ => OkxEnvironmentKind.Simulator,
        };
        if (options.Environment == OkxEnvironmentKind.Simulator && string.IsNullOrWhiteSpace(options.SimulatorAddress))
            options.SimulatorAddress = SimulatorOf(settings);
    }

    private static string? SimulatorOf(ConfigurationManager settings) => settings[$"{BinanceOptions.Section}:{nameof(BinanceOptions.SimulatorAddress)}"];

    private static BinanceEnvironmentKind KindOf(ConfigurationManager settings) =>
        Enum.TryParse<BinanceEnvironmentKind>(settings[BinanceKind], ignoreCase: true, out var kind) ? kind : new BinanceOptions().Environment;

    private sealed class OneKindOfMarket<TOptions>(
        ConfigurationManager settings, string section, string key, Func<TOptions, (bool Enabled, bool IsSimulated, string? Kind)> read) : IValidateOptions<TOptions>
        where TOptions : class
    {
        public ValidateOptionsResult Validate(string? name, TOptions options)
        {
            var (binance, (enabled, isSimulated, kind)) = (KindOf(settings), read(options));
            return enabled && (binance == BinanceEnvironmentKind.Simulator) != isSimulated
                ? ValidateOptionsResult.Fail(
                    $"{key} is '{kind}' and {BinanceKind} is '{binance}': simulated and real markets are not shown side by side; "
                    + $"leave out {key}, or set {section}:Enabled to false.")
                : ValidateOptionsResult.Success;
        }
    }
}
