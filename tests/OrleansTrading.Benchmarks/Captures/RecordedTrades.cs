using System.Globalization;
using System.Text.Json;
using OrleansTrading.Parquet.Captures;
using OrleansTrading.Simulator.Hosting;
using OrleansTrading.TestKit;

namespace OrleansTrading.Benchmarks.Captures;

/// <summary>Aggregate trades of the recorded data.</summary>
internal static class RecordedTrades
{
    /// <summary>Minutes of three days, which say how many trades there were.</summary>
    public const string Candles = "market/binance-spot-1m";

    private const string Replies = "recorded/binance-rest";

    /// <summary>Whole replies of the venue; few, but every one of them genuine.</summary>
    public static IEnumerable<(string Name, AggTradeRows Rows)> AsSent()
    {
        if (SharedData.TryFind(Replies) is not { } folder)
            yield break;
        foreach (var (name, pattern) in new[] { ("futures", "fapi_v1_aggTrades*.json"), ("spot", "api_v3_aggTrades*.json") })
        {
            var rows = new AggTradeRows();
            foreach (var file in Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal))
            {
                using var reply = JsonDocument.Parse(File.ReadAllBytes(file));
                foreach (var trade in reply.RootElement.EnumerateArray())
                    Add(rows, trade);
            }

            if (rows.Count > 0)
                yield return (name, rows);
        }
    }

    /// <summary>
    /// As many trades as the recorded candles say, made up to fit them: their prices, volumes, takers and times within the minute.
    /// Null where there are no candles.
    /// </summary>
    public static async Task<AggTradeRows?> ReplayedAsync()
    {
        if (SharedData.TryFind(Candles) is not { } folder)
            return null;
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions { ReplayDirectory = folder, TradesPerSecond = 500 });
        var rows = new AggTradeRows();
        foreach (var trade in simulator.Market.Trades(simulator.Market.Symbols[0], DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue))
            rows.Add(trade.AggregateId, trade.Time.ToUnixTimeMilliseconds(), (double)trade.Price, (double)trade.Quantity, trade.BuyerIsMaker);
        return rows;
    }

    // Some of the recorded rows lack the taker's side.
    private static void Add(AggTradeRows rows, JsonElement trade) => rows.Add(
        trade.GetProperty("a").GetInt64(), trade.GetProperty("T").GetInt64(),
        double.Parse(trade.GetProperty("p").GetString()!, CultureInfo.InvariantCulture), double.Parse(trade.GetProperty("q").GetString()!, CultureInfo.InvariantCulture),
        trade.TryGetProperty("m", out var maker) && maker.GetBoolean());
}
