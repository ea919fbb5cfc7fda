namespace OrleansTrading.Silo.Hosting;

/// <summary>
/// Where the process keeps what must survive it: a folder each for candles, captures, grains and keys. <c>--data DIR</c> names
/// the place; without it, it is <c>data</c> in the directory that the process is started in.
/// </summary>
internal static class DataDirectory
{
    public const string Setting = "Data:Directory";
    public const string MarketSetting = "Storage:Directory";
    public const string EngineSetting = "Engine:Directory";
    public const string CaptureSetting = "Capture:Directory";

    private const string Default = "data";

    /// <summary>Fills in, below every other source of settings, the directories that none of them names.</summary>
    public static void AddDefaults(ConfigurationManager configuration)
    {
        var root = Path.GetFullPath(configuration[Setting] is { Length: > 0 } named ? named : Default);
        var defaults = new Dictionary<string, string?>
        {
            [Setting] = root,
            [MarketSetting] = Path.Combine(root, "market"),
            [EngineSetting] = Path.Combine(root, "grains"),
            [CaptureSetting] = Path.Combine(root, "capture"),
        };
        ((IConfigurationBuilder)configuration).Sources.Insert(0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = defaults });
    }

    public static string OfMarket(IConfiguration configuration) => configuration[MarketSetting]!;

    public static string OfEngine(IConfiguration configuration) => configuration[EngineSetting]!;

    /// <summary>Keys that protect what the dashboard hands to a browser.</summary>
    public static string OfKeys(IConfiguration configuration) => Path.Combine(Path.GetFullPath(configuration[Setting]!), "keys");
}
