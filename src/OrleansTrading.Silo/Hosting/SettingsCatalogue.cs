using System.Collections;
using System.Globalization;
using System.Reflection;
using OrleansTrading.Dashboard;
using OrleansTrading.Exchanges.Binance.Environment;
using OrleansTrading.Exchanges.Kraken.Environment;
using OrleansTrading.Exchanges.Okx.Environment;
using OrleansTrading.Exchanges.Streams;
using OrleansTrading.Grains.Accounts;
using OrleansTrading.Grains.Alerting;
using OrleansTrading.Grains.Arbitrage;
using OrleansTrading.Grains.Balance;
using OrleansTrading.Grains.Capture;
using OrleansTrading.Grains.Collection;
using OrleansTrading.Grains.Events;
using OrleansTrading.Grains.Executor;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.Grains.Gaps;
using OrleansTrading.Grains.MarketData;
using OrleansTrading.Grains.Outcomes;
using OrleansTrading.Grains.Pipeline;
using OrleansTrading.Grains.RateBudgets;
using OrleansTrading.Grains.Retention;
using OrleansTrading.Grains.Scanning;
using OrleansTrading.Grains.StreamWatch;
using OrleansTrading.Grains.Watchlists;
using OrleansTrading.Simulator.Hosting;
using OrleansTrading.Silo.Access;
using OrleansTrading.Silo.Engine;
using OrleansTrading.Silo.Logs;
using OrleansTrading.Silo.Metrics;
using OrleansTrading.Storage.Files;
using OrleansTrading.Storage.PostgreSql;

namespace OrleansTrading.Silo.Hosting;

/// <summary>
/// Which settings exist: the sections with the options that they fill. A setting that no option reads is most likely
/// a slip of the pen, so it is an error in every source.
/// </summary>
internal static class SettingsCatalogue
{
    /// <summary>Sections of the product. A key below one of them must be a property of its options.</summary>
    private static readonly Dictionary<string, Type> Sections = new(StringComparer.OrdinalIgnoreCase)
    {
        [AccessOptions.Section] = typeof(AccessOptions),
        [AlertingOptions.Section] = typeof(AlertingOptions),
        [ArbitrageOptions.Section] = typeof(ArbitrageOptions),
        [BalanceOptions.Section] = typeof(BalanceOptions),
        [BooksOptions.Section] = typeof(BooksOptions),
        [CaptureOptions.Section] = typeof(CaptureOptions),
        [CollectionOptions.Section] = typeof(CollectionOptions),
        [ClusterSettings.Section] = typeof(ClusterSettings),
        [ConnectionStringOptions.Section] = typeof(ConnectionStringOptions),
        [DatabaseOptions.Section] = typeof(DatabaseOptions),
        [DashboardOptions.Section] = typeof(DashboardOptions),
        ["Data"] = typeof(DataOptions),
        ["Engine"] = typeof(EngineOptions),
        [JobsOptions.Section] = typeof(JobsOptions),
        [EventsOptions.Section] = typeof(EventsOptions),
        [ExecutorOptions.Section] = typeof(ExecutorOptions),
        [GapOptions.Section] = typeof(GapOptions),
        [LogOptions.Section] = typeof(LogOptions),
        [MarketOptions.Section] = typeof(MarketOptions),
        [MetricsOptions.Section] = typeof(MetricsOptions),
        [OutcomeOptions.Section] = typeof(OutcomeOptions),
        [PipelineOptions.Section] = typeof(PipelineOptions),
        [RateBudgetOptions.Section] = typeof(RateBudgetOptions),
        [ShutdownOptions.Section] = typeof(ShutdownOptions),
        ["Simulator"] = typeof(SimulatorOptions),
        [RetentionOptions.Section] = typeof(RetentionOptions),
        [FileMarketStoreOptions.Section] = typeof(FileMarketStoreOptions),
        [BinanceOptions.Section] = typeof(BinanceOptions),
        [KrakenOptions.Section] = typeof(KrakenOptions),
        [OkxOptions.Section] = typeof(OkxOptions),
        [ScanOptions.Section] = typeof(ScanOptions),
        [SignalOptions.Section] = typeof(SignalOptions),
        [StreamWatchOptions.Section] = typeof(StreamWatchOptions),
        [TelemetryOptions.Section] = typeof(TelemetryOptions),
        [TradingOptions.Section] = typeof(TradingOptions),
        [WatchlistOptions.Section] = typeof(WatchlistOptions),
    };

    /// <summary>The product's sections with the options that they fill.</summary>
    public static IReadOnlyDictionary<string, Type> All => Sections;

    /// <summary>Sections of the frameworks, which check their own.</summary>
    private static readonly string[] FrameworkSections = ["Logging", "Kestrel", "AllowedHosts", "Orleans"];

    /// <summary>The section that fills these options; null for options of a framework.</summary>
    public static string? SectionOf(Type options) => Sections.FirstOrDefault(section => section.Value == options).Key;

    /// <summary>Why no option has this key; null when one has.</summary>
    public static string? Defect(string key)
    {
        var first = key.Split(':')[0];
        if (FrameworkSections.Contains(first, StringComparer.OrdinalIgnoreCase))
            return null;
        foreach (var (section, options) in Sections)
        {
            if (key.StartsWith(section + ":", StringComparison.OrdinalIgnoreCase))
                return Defect(section, options, key[(section.Length + 1)..].Split(':'));
        }

        return $"there is no section '{first}'; the sections are {string.Join(", ", Sections.Keys.Order(StringComparer.Ordinal))}.";
    }

    /// <summary>Defects of all settings below the product's sections, whichever source they come from.</summary>
    public static IEnumerable<string> Defects(IConfiguration configuration)
    {
        foreach (var section in Sections.Keys)
        {
            foreach (var (key, value) in configuration.GetSection(section).AsEnumerable())
            {
                if (value is not null && key.Length > section.Length && Defect(key) is { } defect)
                    yield return $"'{key}' is not a setting: {defect}";
            }
        }
    }

    private static string? Defect(string path, Type type, ReadOnlySpan<string> keys)
    {
        if (keys.IsEmpty)
            return null;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (ElementOf(type) is { } element)
            return DictionaryKey(type, keys[0]) ? Defect($"{path}:{keys[0]}", element, keys[1..]) : $"{path} is a list; expected {path}:0, {path}:1 and so on.";
        if (IsScalar(type))
            return $"{path} is a single value.";
        var property = type.GetProperty(keys[0], BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
        if (property is { CanWrite: true } || (property is not null && ElementOf(property.PropertyType) is not null))
            return Defect($"{path}:{property.Name}", property.PropertyType, keys[1..]);
        var known = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(candidate => candidate.CanWrite).Select(candidate => candidate.Name);
        return $"{path} has no '{keys[0]}'; it has {string.Join(", ", known.Order(StringComparer.Ordinal))}.";
    }

    private static bool DictionaryKey(Type type, string key) =>
        typeof(IDictionary).IsAssignableFrom(type) || int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static Type? ElementOf(Type type)
    {
        if (type == typeof(string))
            return null;
        if (type.IsArray)
            return type.GetElementType();
        var interfaces = type.IsInterface ? type.GetInterfaces().Append(type) : type.GetInterfaces();
        var dictionary = interfaces.FirstOrDefault(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IDictionary<,>));
        if (dictionary is not null)
            return dictionary.GetGenericArguments()[1];
        return interfaces.FirstOrDefault(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];
    }

    private static bool IsScalar(Type type) =>
        type.IsPrimitive || type.IsEnum || System.ComponentModel.TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string));
}
