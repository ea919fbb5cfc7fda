using System.Globalization;
using System.Text;

namespace OrleansTrading.Benchmarks.Comparing;

/// <summary><c>-- compare</c>: what others need for the same work, and the least that anybody could, of one run on one machine.</summary>
internal static class Comparison
{
    public const string Name = "compare";
    public const string Title = "Comparison with ccxt, technicalindicators, DuckDB, psql and bare reads, copies and syncs, in one table.";

    private const string None = "";

    /// <summary>The benchmarks whose figures are compared.</summary>
    public static IReadOnlyList<string> Benchmarks => [.. All.Select(compared => compared.Ours.Split(' ')[0]).Distinct()];

    public static IReadOnlyList<Compared> All { get; } =
    [
        new("a round of 39 symbols by REST, venue with 100 ms latency", "collect / REST, 32 at once / p50",
            "npm ccxt", "collect / npm ccxt, REST / p50", "the same requests, answers thrown away", "collect / bound: the same requests, answers thrown away / p50"),
        new("the same round from the streams", "collect / streams, 32 at once / p50", "npm ccxt, by REST", "collect / npm ccxt, REST / p50",
            "what is collected copied in memory", "collect / bound: what is collected of each copied in memory / p50"),
        new("streams of 100 symbols read, parsed, handed on", "ingest / connector: parse, look up, deliver / rate",
            "npm ccxt", "ingest / npm ccxt in node / rate", "bare read of the socket", "ingest / bare: read and discard / rate"),
        new("the same into symbols' candles, books and flow", "ingest / connector into symbol grains / rate",
            "npm ccxt", "ingest / npm ccxt in node / rate", "bare read of the socket", "ingest / bare: read and discard / rate"),
        new("all indicators of 500 symbols x 4 intervals x 300 candles", "indicators / all recomputed on one core / least",
            "npm technicalindicators", "indicators / all recomputed by npm technicalindicators / least", "the candles copied", "indicators / bound: the candles copied / least"),
        new("a scan of 39 symbols x 2 intervals", "scan / the same scan from memory / p50",
            "the same by REST, 100 ms latency", "scan / the same scan by REST / p50", "the indicators copied in memory", "scan / bound: the indicators of all copied in memory / p50"),
        new("trades to Parquet, one thread", "parquet / trades written to Parquet / rate",
            "DuckDB, zstd", "parquet / DuckDB, one thread: zstd, newer encodings / rate", "write of the bytes and fsync", "parquet / bound: write of these bytes and fsync / rate"),
        new("trades to Parquet, one thread", "parquet / trades written to Parquet / rate",
            "DuckDB, gzip", "parquet / DuckDB, one thread: gzip, newer encodings / rate", "columns copied in memory", "parquet / bound: columns copied in memory / rate"),
        new("candles upserted into PostgreSQL", "candle-writes / upsert of new candles / rate",
            "psql \\copy into an empty table", "candle-writes / bound: psql \\copy of the rows into an empty table of the same shape / rate",
            "bare write and fsync", "candle-writes / bound: bare write of as many bytes as the file store's, and fsync / rate"),
        new("candles saved to files", "candle-writes / file store, forced to the disk every second / rate",
            "psql \\copy into an empty table", "candle-writes / bound: psql \\copy of the rows into an empty table of the same shape / rate",
            "bare write and fsync", "candle-writes / bound: bare write of as many bytes as the file store's, and fsync / rate"),
        new("a grain call, on the engine that was built", "grain-call / call from outside, `Task<long>` / mean of a call",
            None, null, "the method of a plain object", "grain-call / bound: the same method of a plain object / mean of a call"),
    ];

    public static string Of(RunReport report)
    {
        var figures = report.Figures.GroupBy(figure => figure.Key).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var text = new StringBuilder();
        text.AppendLine("## Beside others, and beside what is possible").AppendLine();
        text.AppendLine("| work | here | another | | here is | bound | | of the bound |\n|---|---:|---|---:|---:|---|---:|---:|");
        foreach (var compared in All)
        {
            var (ours, other, bound) = (Find(figures, compared.Ours), Find(figures, compared.Other), Find(figures, compared.Bound));
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {compared.Work} | {Value(compared.Ours, ours)} | {compared.OtherName} | {Value(compared.Other, other)} | {Faster(ours, other)} | {compared.BoundName} | {Value(compared.Bound, bound)} | {Share(ours, bound)} |");
        }

        return text.ToString();
    }

    private static Figure? Find(Dictionary<string, Figure> figures, string? key) => key is null ? null : figures.GetValueOrDefault(key);

    private static string Value(string? key, Figure? figure) => (key, figure) switch
    {
        (null, _) => "",
        (_, null) => "not measured",
        (_, { Value: var value, Unit: var unit }) => string.Create(CultureInfo.InvariantCulture, $"{(value >= 100 ? $"{value:N0}" : value >= 0.01 ? $"{value:0.###}" : $"{value:0.######}")} {unit}"),
    };

    private static string Faster(Figure? ours, Figure? other) => Speed(ours, other) switch
    {
        null => "",
        > 0.95 and < 1.05 => "as fast",
        { } speed => string.Create(CultureInfo.InvariantCulture, $"{(speed > 1 ? $"{speed:#,0.#} x faster" : $"{1 / speed:#,0.#} x slower")}"),
    };

    private static string Share(Figure? ours, Figure? bound) => Speed(ours, bound) is { } speed ? string.Create(CultureInfo.InvariantCulture, $"{speed:P1}") : "";

    /// <summary>How many times as fast.</summary>
    private static double? Speed(Figure? ours, Figure? other) =>
        ours is null || other is null ? null : ours.IsMoreBetter ? ours.Value / other.Value : other.Value / ours.Value;
}
