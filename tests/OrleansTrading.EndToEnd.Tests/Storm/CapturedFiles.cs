using System.Globalization;
using OrleansTrading.EndToEnd.Tests.Market;
using OrleansTrading.Parquet;
using OrleansTrading.Parquet.Captures;
using OrleansTrading.TestKit;

namespace OrleansTrading.EndToEnd.Tests.Storm;

/// <summary>Capture files of one venue, read by the project's own reader; a file that is not whole fails the test.</summary>
internal sealed class CapturedFiles(string root)
{
    public TrueTrade[] Trades(string symbol) => Read<TrueTrade>(CaptureKind.AggTrade, symbol, (file, group) =>
    {
        var (ids, times, makers) = (Wholes(file, group, "id"), Wholes(file, group, "time"), file.Read<bool>(group, file.Find("is_buyer_maker")));
        var (prices, quantities) = (Numbers(file, group, "price"), Numbers(file, group, "quantity"));
        return [.. ids.Select((id, i) => new TrueTrade(id, times[i], prices[i], quantities[i], makers[i]))];
    });

    public TrueLiquidation[] Liquidations(string symbol) => Read<TrueLiquidation>(CaptureKind.Liquidation, symbol, (file, group) =>
    {
        var (times, traded, buys) = (Wholes(file, group, "time"), Wholes(file, group, "trade_time"), file.Read<bool>(group, file.Find("is_buy")));
        var (prices, quantities) = (Numbers(file, group, "price"), Numbers(file, group, "quantity"));
        return [.. times.Select((time, i) => new TrueLiquidation(time, traded[i], buys[i], prices[i], quantities[i]))];
    });

    public TrueFunding[] Funding(string symbol) => Read<TrueFunding>(CaptureKind.Funding, symbol, (file, group) =>
    {
        var (times, next) = (Wholes(file, group, "time"), Wholes(file, group, "next_funding_time"));
        var (marks, indices, rates) = (Numbers(file, group, "mark_price"), Numbers(file, group, "index_price"), Numbers(file, group, "funding_rate"));
        return [.. times.Select((time, i) => new TrueFunding(time, marks[i], indices[i], rates[i], next[i]))];
    });

    /// <summary>All files of a symbol and kind, for DuckDB.</summary>
    public string Pattern(CaptureKind kind, string symbol) => Path.Combine(root, kind.Name(), "binance", symbol, "*", "*" + CaptureFileName.Extension);

    public string[] Unfinished() => Directory.GetFiles(root, "*" + CaptureFileName.Unfinished, SearchOption.AllDirectories);

    /// <summary>Waits until every trade of the market from the first recorded one up to a time is in a file.</summary>
    public async Task UntilCompleteAsync(SimulatorAdmin admin, IEnumerable<string> symbols, long until, TimeSpan limit, Func<string> output)
    {
        const long minute = 60_000;
        foreach (var symbol in symbols)
        {
            var newest = (await admin.GetTradesAsync(symbol, until - minute, until))[^1].Id;
            await Eventually.GetAsync(
                () => Task.FromResult(Trades(symbol).Where(trade => trade.Id <= newest).Select(trade => trade.Id).Order().ToArray()),
                ids => ids.Length > 0 && ids[^1] == newest && ids.Length >= newest - ids[0] + 1,
                limit, output, ids => $"{symbol}: {ids.Length} trades from {ids.FirstOrDefault()} to {ids.LastOrDefault()}, wanted up to {newest}");
        }
    }

    private TRow[] Read<TRow>(CaptureKind kind, string symbol, Func<ParquetFileReader, int, TRow[]> readGroup)
    {
        var directory = Path.Combine(root, kind.Name(), "binance", symbol);
        if (!Directory.Exists(directory))
            return [];
        var rows = new List<TRow>();
        foreach (var path in Directory.GetFiles(directory, "*" + CaptureFileName.Extension, SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var file = new ParquetFileReader(stream);
            for (var group = 0; group < file.RowGroups; group++)
                rows.AddRange(readGroup(file, group));
        }

        return [.. rows];
    }

    private static long[] Wholes(ParquetFileReader file, int group, string name) => file.Read<long>(group, file.Find(name));

    /// <summary>Exactly as written: decimals from their digits, doubles by their shortest text.</summary>
    private static decimal[] Numbers(ParquetFileReader file, int group, string name)
    {
        var column = file.Find(name);
        if (file.Schema.Columns[column] is not { Type: ParquetType.Decimal, Scale: var scale })
            return Array.ConvertAll(file.Read<double>(group, column), value => decimal.Parse(value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture));
        var unit = 1m;
        for (var i = 0; i < scale; i++)
            unit /= 10;
        return Array.ConvertAll(file.Read<long>(group, column), units => units * unit);
    }
}
