using System.Globalization;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Silo.Hosting;

/// <summary>
/// Settings by the short environment names that operators know from other harvesters, in seconds. A setting given by its full
/// name, from whatever source, goes before its short name.
/// </summary>
internal static class ShortSettings
{
    private static readonly Dictionary<string, string> Durations = new()
    {
        ["STREAM_IDLE_SEC"] = nameof(StreamWatchOptions.IdleTimeout),
        ["TRADE_TIMEOUT"] = nameof(StreamWatchOptions.TradeTimeout),
        ["ORDERBOOK_TIMEOUT"] = nameof(StreamWatchOptions.OrderBookTimeout),
        ["HEALTH_CHECK_INTERVAL"] = nameof(StreamWatchOptions.HealthCheckInterval),
        ["PARQUET_ROTATE_SEC"] = nameof(StreamWatchOptions.RotateInterval),
        ["EXTREME_ROTATE_SEC"] = nameof(StreamWatchOptions.ExtremeRotateInterval),
    };

    private static readonly Dictionary<string, string> Plain = new()
    {
        ["SAVE_CONCURRENCY"] = nameof(StreamWatchOptions.SaveConcurrency),
        ["EXTREME_TRAFFIC_THRESHOLD"] = nameof(StreamWatchOptions.ExtremeTrafficThreshold),
        ["RUN_HOURS"] = nameof(StreamWatchOptions.RunHours),
    };

    /// <summary>The short name of a property of <see cref="StreamWatchOptions"/>, and whether it is given in seconds; null when it has none.</summary>
    public static (string Name, bool InSeconds)? Of(string property) =>
        Durations.FirstOrDefault(entry => entry.Value == property).Key is { } duration ? (duration, true)
        : Plain.FirstOrDefault(entry => entry.Value == property).Key is { } plain ? (plain, false)
        : null;

    /// <summary>What a short name says of a setting; null when it is given by another source, or not at all.</summary>
    public static ShortValue? GivenBy(string key, IConfiguration configuration)
    {
        // A later source goes before an earlier one.
        var source = (configuration as IConfigurationRoot)?.Providers.LastOrDefault(provider => provider.TryGet(key, out var value) && value is not null);
        return (source as ShortSource.Provider)?.Given.GetValueOrDefault(key);
    }

    /// <param name="configuration">What other sources say; it is added to.</param>
    /// <param name="variable">An environment variable's value; null or empty when it is not set.</param>
    public static void AddTo(ConfigurationManager configuration, Func<string, string?> variable)
    {
        var source = new ShortSource();
        foreach (var (name, property) in Durations)
            Take(name, property, inSeconds: true);
        foreach (var (name, property) in Plain)
            Take(name, property, inSeconds: false);
        // First of all sources, so that every other one goes before it.
        configuration.Sources.Insert(0, source);

        void Take(string name, string property, bool inSeconds)
        {
            if (variable(name)?.Trim() is { Length: > 0 } written)
                source.Given[$"{StreamWatchOptions.Section}:{property}"] = new ShortValue(name, written, inSeconds, inSeconds ? Seconds(written) : written);
        }
    }

    /// <summary>As a time span; what is no number of seconds is left as it is, for the check at start to refuse.</summary>
    private static string Seconds(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && Math.Abs(seconds) < 1e9
            ? TimeSpan.FromSeconds(seconds).ToString("c", CultureInfo.InvariantCulture)
            : value;
}
