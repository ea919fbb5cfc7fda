using System.IO.Compression;

namespace OrleansTrading.EndToEnd.Tests.Market;

/// <summary>
/// Reads recorded candles independently of the simulator: by header where there is one, else in the order of the venue's dumps.
/// </summary>
internal static class RecordedCandles
{
    private static readonly string[] DumpOrder =
        ["timestamp", "open", "high", "low", "close", "volume", "close_time", "quote_volume", "trades", "taker_buy_volume", "taker_buy_quote_volume", "ignore"];

    public static List<ApiKline> Read(string path)
    {
        var lines = Lines(path).ToList();
        var hasHeader = !char.IsAsciiDigit(lines[0][0]);
        var columns = hasHeader ? lines[0].Split(',') : DumpOrder;
        return [.. lines.Skip(hasHeader ? 1 : 0).Select(line => Parse(columns, line.Split(',')))];
    }

    private static IEnumerable<string> Lines(string path)
    {
        if (!path.EndsWith(".zip", StringComparison.Ordinal))
            return File.ReadLines(path);
        using var archive = ZipFile.OpenRead(path);
        using var reader = new StreamReader(archive.Entries.Single().Open());
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static ApiKline Parse(string[] columns, string[] fields)
    {
        return new ApiKline(
            long.Parse(Field("timestamp")!), Number("open"), Number("high"), Number("low"), Number("close"), Number("volume"),
            Number("quote_volume"), int.Parse(Field("trades")!), Field("taker_buy_volume") is { } taker ? double.Parse(taker) : double.NaN, Closed: true);

        string? Field(string name) => Array.IndexOf(columns, name) is >= 0 and var index ? fields[index] : null;
        double Number(string name) => double.Parse(Field(name)!);
    }
}
