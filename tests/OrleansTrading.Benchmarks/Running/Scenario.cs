namespace OrleansTrading.Benchmarks.Running;

/// <summary>Some components by themselves and then the whole service under load, in a given time.</summary>
/// <param name="Name">By which it is asked for.</param>
/// <param name="Title">What it is.</param>
/// <param name="Components">Benchmarks before the load.</param>
/// <param name="Load">The load.</param>
internal sealed record Scenario(string Name, string Title, IReadOnlyList<string> Components, RunSettings Load)
{
    /// <summary>The benchmark that puts the whole service under load.</summary>
    public const string LoadName = "load";

    private static readonly string[] Quick = ["components", "trading", "indicators"];

    private static readonly string[] Usual =
        [.. Quick, "records", "grain-call", "scan", "ingest", "warm-start", "candle-writes", "parquet", "guard", "collect", "cold-collection", "account-load"];

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("smoke", "Scenario of 5 minutes: quick components, 8 clients, 100 symbols.", Quick, new RunSettings(Minutes: 2.5)),
        new("standard", "Scenario of 30 minutes: the components, 20 clients, 300 symbols.", Usual, new RunSettings(Minutes: 10, Clients: 20, Symbols: 300)),
        new("stress", "Scenario of 2 hours: 50 clients at once, 500 symbols.", Quick, new RunSettings(Minutes: 115, Clients: 50, Symbols: 500)),
        new("endurance", "Scenario of 24 hours: 10 clients, 200 symbols; how memory grows.", [], new RunSettings(Minutes: 24 * 60, Clients: 10, Symbols: 200)),
    ];

    public IReadOnlyList<string> Benchmarks => [.. Components, LoadName];

    /// <summary>Its benchmarks whose name, or a part's, contains the filter, in their order.</summary>
    public IReadOnlyList<string> Choose(string filter)
    {
        var chosen = BenchmarkCommand.Choose(Benchmarks.ToHashSet(), filter);
        return [.. Benchmarks.Where(chosen.Contains)];
    }

    public RunSettings Scaled(double scale, int seed) => Load with { Minutes = Load.Minutes * scale, Seed = seed };
}
