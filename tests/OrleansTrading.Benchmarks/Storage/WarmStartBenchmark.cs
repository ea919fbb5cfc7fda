using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Storage.Files;

namespace OrleansTrading.Benchmarks.Storage;

/// <summary>
/// A restart of a large installation: every ring of 500 instruments filled from the file store. Beside it the time that reading the same
/// number of bytes from one file takes, which no store can beat.
/// </summary>
[Description("warm-start: 500 instruments' candles from files into memory")]
internal static class WarmStartBenchmark
{
    private const int Instruments = 500;
    private const int Candles = 300;
    private const int Runs = 7;
    private const double Megabyte = 1_000_000;
    private const long Now = 1_785_585_600_000;

    private static readonly KlineInterval[] Intervals =
        [KlineInterval.OneMinute, KlineInterval.FifteenMinutes, KlineInterval.OneHour, KlineInterval.FourHours];

    public static async Task RunAsync(Report report)
    {
        var directory = Directory.CreateTempSubdirectory("warm-start-").FullName;
        try
        {
            report.At("writing the files");
            var written = await WriteAsync(directory);
            report.At("warming");
            var bound = Median(ReadOneFile(directory));
            var (times, rings, accounted, measured) = await WarmAsync(directory);
            await report.WriteLineAsync($"""
                ## Warm start: {Instruments} instruments x {Intervals.Length} intervals x {Candles} candles, files in the page cache

                | figure | measured | target |
                |---|---:|---:|
                | candles read into rings | {rings:N0} | {Instruments * Intervals.Length * Candles:N0} |
                | warm start, p50 of {Runs} | {Median(times).TotalMilliseconds:N0} ms | 3,000 ms |
                | warm start, slowest | {times.Max().TotalMilliseconds:N0} ms | |
                | bound: the same bytes from one file, p50 of {Runs} | {bound.TotalMilliseconds:N0} ms | |
                | bytes on disk | {SizeOf(directory) / Megabyte:N1} MB | |
                | writing them, synced at the end | {written.TotalMilliseconds:N0} ms | |
                | memory of the rings, by their arrays | {accounted / Megabyte:N1} MB | 60 MB |
                | memory of the books, by the collector | {measured / Megabyte:N1} MB | 60 MB |

                """);
            report.Add("warm start of 500 instruments from files", "p50", Median(times).TotalMilliseconds, "ms", 3_000);
            report.Add("bound: the same bytes from one file", "p50", bound.TotalMilliseconds, "ms");
            report.Add("memory of the rings", "bytes", accounted, "bytes", 60 * Megabyte);
            report.Add("memory of the books", "bytes", measured, "bytes", 60 * Megabyte);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<TimeSpan> WriteAsync(string directory)
    {
        var random = new Random(1);
        var series = (from instrument in Names() from interval in Intervals select (instrument, interval, Klines: Make(random, interval))).ToList();
        var started = Stopwatch.GetTimestamp();
        await using (var store = Open(directory))
        {
            await Parallel.ForEachAsync(series, async (one, token) => await store.SaveKlinesAsync(one.instrument, one.interval, one.Klines, token));
        }

        return Stopwatch.GetElapsedTime(started);
    }

    private static async Task<(List<TimeSpan> Times, long Rings, long Accounted, long Measured)> WarmAsync(string directory)
    {
        var times = new List<TimeSpan>();
        var books = new CandleBook[Instruments];
        // The first run is not timed, and is what memory is taken from. Memory is what is gone with the books: what was there before goes when it pleases.
        await WarmOnceAsync(directory, books);
        var (rings, accounted) = Count(books);
        var measured = HeldBy(books);
        if (measured < accounted)
            throw new InvalidOperationException($"With the books {measured:N0} bytes went; expected at least the {accounted:N0} of their arrays. Something holds them still.");
        for (var run = 0; run < Runs; run++)
            times.Add(await WarmOnceAsync(directory, books));
        return (times, rings, accounted, measured);
    }

    private static async Task<TimeSpan> WarmOnceAsync(string directory, CandleBook[] books)
    {
        var names = Names();
        var started = Stopwatch.GetTimestamp();
        await using var store = Open(directory);
        await Parallel.ForAsync(0, names.Length, async (i, token) => books[i] = await FillAsync(store, names[i], token));
        return Stopwatch.GetElapsedTime(started);
    }

    // Not inlined: a book in a local of the caller would outlive the array.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (long Rings, long Bytes) Count(CandleBook[] books) =>
        (books.Sum(book => Intervals.Sum(interval => book.Ring(interval).ToArray().Count(kline => kline.Closed))), books.Sum(book => book.Bytes));

    /// <summary>Empties the array: closures and state machines may hold it, but nothing else holds the books.</summary>
    private static long HeldBy(CandleBook[] books)
    {
        var with = Occupied();
        Array.Clear(books);
        return with - Occupied();
    }

    /// <summary>What writing and reading files has left behind is gone only after its finalizers have run.</summary>
    private static long Occupied()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static async Task<CandleBook> FillAsync(FileMarketStore store, InstrumentId instrument, CancellationToken token)
    {
        var book = new CandleBook(Intervals, Candles);
        foreach (var interval in Intervals.Reverse())
        {
            var klines = await store.ReadLatestKlinesAsync(instrument, interval, Candles, token);
            book.ApplyHistory(interval, [.. klines], KlineSource.Store);
        }

        return book;
    }

    private static List<TimeSpan> ReadOneFile(string directory)
    {
        var path = Path.Combine(directory, "one-file");
        using (var file = File.Create(path))
            file.Write(new byte[SizeOf(directory)]);
        var times = new List<TimeSpan>();
        var buffer = new byte[1 << 20];
        for (var run = 0; run < Runs; run++)
        {
            var started = Stopwatch.GetTimestamp();
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            while (file.Read(buffer) > 0)
            {
            }

            times.Add(Stopwatch.GetElapsedTime(started));
        }

        File.Delete(path);
        return times;
    }

    private static FileMarketStore Open(string directory) =>
        new(Options.Create(new FileMarketStoreOptions { Directory = directory }), TimeProvider.System, NullLogger<FileMarketStore>.Instance);

    private static InstrumentId[] Names() => [.. Enumerable.Range(0, Instruments).Select(i => new InstrumentId("binance", $"C{i:000}USDT"))];

    private static Kline[] Make(Random random, KlineInterval interval)
    {
        var klines = new Kline[Candles];
        var price = 100 + random.NextDouble();
        for (var i = 0; i < Candles; i++)
        {
            var (open, volume) = (price, Math.Round(random.NextDouble() * 1000, 3));
            price = Math.Round(price * (1 + ((random.NextDouble() - 0.5) / 100)), 2);
            klines[i] = new Kline(
                Now - ((Candles - i) * interval.ToMilliseconds()), open, Math.Max(open, price) + 0.1, Math.Min(open, price) - 0.1, price,
                volume, volume * price, volume / 2, volume * price / 2, random.Next(1, 5000), Closed: true);
        }

        return klines;
    }

    private static long SizeOf(string directory) =>
        Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);

    private static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);
}
