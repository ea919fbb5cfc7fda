using System.Net.Http.Json;

namespace OrleansTrading.Benchmarks.Load;

/// <summary>One thing that clients do.</summary>
/// <param name="Name">In the table.</param>
/// <param name="Weight">How often, beside the others.</param>
/// <param name="Make">The request, of one symbol by chance.</param>
internal sealed record Operation(string Name, int Weight, Func<string, Random, HttpRequestMessage> Make)
{
    private const string Api = "/api/v1";

    /// <summary>What people and scripts ask most, and orders.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        Get("instruments", 10, (_, _) => $"{Api}/instruments"),
        Get("an instrument", 15, (symbol, _) => $"{Api}/instruments/{symbol}"),
        Get("300 candles", 20, (symbol, random) => $"{Api}/instruments/{symbol}/klines?interval={random.GetItems(["1m", "5m", "1h"], 1)[0]}&limit=300"),
        Get("order book", 10, (symbol, _) => $"{Api}/instruments/{symbol}/book?levels=20"),
        Get("order flow", 5, (symbol, _) => $"{Api}/instruments/{symbol}/flow?seconds=300"),
        Get("scan of everything", 5, (_, _) => $"{Api}/scan?max=50"),
        Get("signals", 5, (_, _) => $"{Api}/signals?limit=50"),
        Get("positions", 8, (_, _) => $"{Api}/accounts/paper/positions"),
        Get("exposure", 4, (_, _) => $"{Api}/exposure"),
        Get("jobs", 4, (_, _) => $"{Api}/jobs"),
        Get("overview page", 4, (_, _) => "/"),
        new("order", 5, Order),
    ];

    private static Operation Get(string name, int weight, Func<string, Random, string> path) =>
        new(name, weight, (symbol, random) => new HttpRequestMessage(HttpMethod.Get, path(symbol, random)));

    private static HttpRequestMessage Order(string symbol, Random random) => new(HttpMethod.Post, $"{Api}/accounts/paper/orders")
    {
        Headers = { { "Idempotency-Key", $"{random.NextInt64():x16}" } },
        Content = JsonContent.Create(new { instrument = symbol, side = random.Next(2) == 0 ? "buy" : "sell", type = "market", notional = random.Next(50, 200) }),
    };
}
