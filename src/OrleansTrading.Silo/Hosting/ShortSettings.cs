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

    /// <param name="configuration">What other sources say; it is added to.</param>
    /// <param name="variable">An environment variable's value; null or empty when it is not set.</param>
    public static void AddTo(ConfigurationManager configuration, Func<string, string?> variable)
    {
        var settings = new Dictionary<string, string?>();
        foreach (var (name, property) in Durations)
            Take(name, property, Seconds);
        foreach (var (name, property) in Plain)
            Take(name, property, value => value);
        // First of all sources, so that every other one goes before it.
        configuration.Sources.Insert(0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = settings });

        void Take(string name, string property, Func<string, string> read)
        {
            if (variable(name) is { } value && !string.IsNullOrWhiteSpace(value))
                settings[$"{StreamWatchOptions.Section}:{property}"] = read(value.Trim());
        }
    }

    /// <summary>As a time span; what is no number of seconds is left as it is, for the check at start to refuse.</summary>
    private static string Seconds(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && Math.Abs(seconds) < 1e9
            ? TimeSpan.FromSeconds(seconds).ToString("c", CultureInfo.InvariantCulture)
            : value;
}
