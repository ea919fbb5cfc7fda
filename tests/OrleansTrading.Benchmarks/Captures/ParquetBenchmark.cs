using System.ComponentModel;
using System.Diagnostics;
using System.IO.Compression;
using OrleansTrading.Parquet;
using OrleansTrading.Parquet.Captures;
using OrleansTrading.TestKit;

namespace OrleansTrading.Benchmarks.Captures;

/// <summary>How fast aggregate trades are written to Parquet on one thread, how small, and what DuckDB makes of the same rows.</summary>
[Description("parquet: aggregate trades written and read on one thread, beside DuckDB")]
internal static class ParquetBenchmark
{
    private const int Runs = 9;
    private const double Million = 1e6;

    /// <summary>Digits of the spot market that was recorded; those of futures are fewer.</summary>
    private static readonly CaptureSource Source = new("binance", "BTCUSDT", PriceScale: 2, QuantityScale: 3);

    public static async Task RunAsync(Report report)
    {
        await report.WriteLineAsync("## Parquet: aggregate trades on one thread");
        await report.WriteLineAsync();
        await WriteRecordedAsync(report);
        if (await RecordedTrades.ReplayedAsync() is not { } rows)
        {
            await report.WriteLineAsync($"Not measured: {SharedData.Absent(RecordedTrades.Candles)}.");
            return;
        }

        using var directory = new TemporaryDirectory();
        await report.WriteLineAsync($"{rows.Count:N0} trades that fit the recorded minutes of three days of BTCUSDT, p50 of {Runs} runs. Targets: 2 M rows/s and at most 12 bytes a row.");
        await report.WriteLineAsync();
        await report.WriteLineAsync("| | M rows/s, p50 | slowest | bytes/row | allocated, bytes/row |");
        await report.WriteLineAsync("|---|---:|---:|---:|---:|");
        foreach (var level in new[] { 0, 1, 2, 4, 6, 9 })
            await WriteOursAsync(report, rows, level, Path.Combine(directory.Path, $"{level}.parquet"));
        await WriteReadAsync(report, rows.Count, Path.Combine(directory.Path, "1.parquet"));
        await WriteBoundsAsync(report, rows, directory.Path);
        await WriteDuckDbAsync(report, rows.Count, directory.Path);
        await report.WriteLineAsync();
    }

    private static async Task WriteRecordedAsync(Report report)
    {
        await report.WriteLineAsync("| trades as the venue sent them | rows | bytes/row, one file | bytes/row, gzip 9 |");
        await report.WriteLineAsync("|---|---:|---:|---:|");
        foreach (var (name, rows) in RecordedTrades.AsSent())
        {
            using var stream = new MemoryStream();
            var usual = rows.Write(stream, Source);
            var smallest = rows.Write(stream, Source, new CaptureWriteOptions { CompressionLevel = 9 });
            await report.WriteLineAsync($"| {name} | {rows.Count:N0} | {(double)usual / rows.Count:F2} | {(double)smallest / rows.Count:F2} |");
        }

        await report.WriteLineAsync();
    }

    private static async Task WriteOursAsync(Report report, AggTradeRows rows, int level, string path)
    {
        using var stream = new MemoryStream(64 << 20);
        var options = new CaptureWriteOptions { CompressionLevel = level };
        long length = 0;
        var allocated = 0L;
        var times = Measure(() =>
        {
            stream.SetLength(0);
            var before = GC.GetAllocatedBytesForCurrentThread();
            length = rows.Write(stream, Source, options);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        });
        await File.WriteAllBytesAsync(path, stream.ToArray());
        var name = level == 0 ? "ours, not compressed" : $"ours, gzip {level}{(level == new CaptureWriteOptions().CompressionLevel ? " (the default)" : "")}";
        await LineAsync(report, name, rows.Count, times, length, allocated);
        if (level == new CaptureWriteOptions().CompressionLevel)
        {
            report.AddRate("trades written to Parquet", rows.Count / times[Runs / 2], "rows/s", 2 * Million);
            report.Add("trades written to Parquet", "bytes a row", (double)length / rows.Count, "bytes", 12);
        }
    }

    private static async Task WriteReadAsync(Report report, int count, string path)
    {
        using var stream = new MemoryStream(await File.ReadAllBytesAsync(path));
        var read = new AggTradeRows();
        var times = Measure(() =>
        {
            read.Clear();
            var reader = new ParquetFileReader(stream);
            for (var group = 0; group < reader.RowGroups; group++)
                read.Add(reader, group);
        });
        if (read.Count != count)
            throw new InvalidOperationException($"{read.Count} rows were read; expected {count}.");
        await LineAsync(report, "ours, read back", count, times, null);
    }

    private static async Task WriteBoundsAsync(Report report, AggTradeRows rows, string directory)
    {
        var raw = new byte[(long)rows.Count * CaptureRows.BytesPerRow(CaptureKind.AggTrade)];
        Random.Shared.NextBytes(raw.AsSpan(0, 1 << 20));
        var copy = new byte[raw.Length];
        await LineAsync(report, "bound: columns copied in memory", rows.Count, Measure(() => raw.CopyTo(copy, 0)), raw.Length, isCompared: true);
        var encoded = await File.ReadAllBytesAsync(Path.Combine(directory, "0.parquet"));
        using var zipped = new MemoryStream(encoded.Length);
        var times = Measure(() =>
        {
            zipped.SetLength(0);
            using var gzip = new GZipStream(zipped, new ZLibCompressionOptions { CompressionLevel = 1 }, leaveOpen: true);
            gzip.Write(encoded);
        });
        await LineAsync(report, "bound: gzip 1 of the encoded bytes", rows.Count, times, zipped.Length);
        var file = Path.Combine(directory, "bound");
        times = Measure(() =>
        {
            using var stream = new FileStream(file, FileMode.Create);
            stream.Write(encoded);
            stream.Flush(flushToDisk: true);
        });
        await LineAsync(report, "bound: write of these bytes and fsync", rows.Count, times, encoded.Length, isCompared: true);
    }

    private static async Task WriteDuckDbAsync(Report report, int count, string directory)
    {
        if (!DuckDb.IsInstalled)
        {
            await report.WriteLineAsync("| DuckDB: not installed | | | | |");
            return;
        }

        foreach (var (name, options) in new[]
        {
            ("gzip", "compression gzip"), ("gzip, newer encodings", "compression gzip, parquet_version v2"), ("zstd, newer encodings", "compression zstd, parquet_version v2"),
        })
        {
            var target = Path.Combine(directory, "duckdb.parquet");
            var copy = $"copy trades to '{target}' (format parquet, {options}, row_group_size 262144)";
            var answers = await DuckDb.RunAsync([$"create table trades as select * from '{Path.Combine(directory, "0.parquet")}'", .. Enumerable.Repeat(copy, Runs)]);
            await LineAsync(report, $"DuckDB, one thread: {name}", count, [.. answers.Skip(1).Select(answer => answer.Took.TotalSeconds).Order()], new FileInfo(target).Length, isCompared: true);
        }
    }

    private static double[] Measure(Action run)
    {
        run();
        var times = new double[Runs];
        for (var i = 0; i < Runs; i++)
        {
            var started = Stopwatch.GetTimestamp();
            run();
            times[i] = Stopwatch.GetElapsedTime(started).TotalSeconds;
        }

        Array.Sort(times);
        return times;
    }

    private static Task LineAsync(Report report, string name, int rows, double[] times, long? length, long? allocated = null, bool isCompared = false)
    {
        if (isCompared)
            report.AddRate(name, rows / times[Runs / 2], "rows/s");
        return report.WriteLineAsync(
            $"| {name} | {rows / times[Runs / 2] / Million:F2} | {rows / times[^1] / Million:F2} | {(length is { } bytes ? $"{(double)bytes / rows:F2}" : "")} | {(allocated is { } more ? $"{(double)more / rows:F2}" : "")} |");
    }
}
