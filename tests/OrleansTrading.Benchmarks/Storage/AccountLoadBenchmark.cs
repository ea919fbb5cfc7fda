using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Storage.Accounts;
using OrleansTrading.Storage.Files;

namespace OrleansTrading.Benchmarks.Storage;

/// <summary>How long an account with very many events takes to come up, from all of them and from what is kept of them.</summary>
[Description("account-load: an account of 1,000,000 events comes up")]
internal static class AccountLoadBenchmark
{
    private const int Events = 1_000_000;
    private const int Since = 20_000;
    private const long Start = 1_767_225_600_000;

    public static async Task RunAsync(Report report)
    {
        var directory = Directory.CreateTempSubdirectory("account-load-").FullName;
        try
        {
            var options = new FileMarketStoreOptions { Directory = directory };
            await using var market = new FileMarketStore(Options.Create(options), TimeProvider.System, NullLogger<FileMarketStore>.Instance);
            await using var store = new FileAccountEventStore(market, Options.Create(options), TimeProvider.System, NullLogger<FileAccountEventStore>.Instance);
            report.At("writing the events");
            await FillAsync(store);
            var bytes = Directory.EnumerateFiles(directory, "*.events", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
            await report.WriteLineAsync($"""
                ## Accounts: coming up

                | {Events:N0} events, {bytes / 1048576.0:F0} MB: intents, sendings, reports, executions | fastest | median of 3 | target |
                |---|---:|---:|---:|
                """);
            var (book, all) = await MeasureAsync(async () =>
            {
                var read = new AccountBook();
                await ReadOnAsync(store, read);
                return read;
            });
            await report.WriteLineAsync(Row("all events read and folded", all, ""));
            var early = new AccountBook();
            await ReadOnAsync(store, early, Events - Since);
            var started = Stopwatch.GetTimestamp();
            var state = early.Save();
            var taken = Stopwatch.GetElapsedTime(started);
            await store.SaveStateAsync("paper", state, CancellationToken.None);
            var (restored, kept) = await MeasureAsync(async () =>
            {
                var read = AccountBook.Restore((await store.FindStateAsync("paper", CancellationToken.None))!);
                await ReadOnAsync(store, read);
                return read;
            });
            if (restored.Version != book.Version || restored.Realised != book.Realised)
                throw new InvalidOperationException("What was kept has come to another account.");
            report.Add("account of a million events, from what is kept", "p50", kept[1], "ms", 2_000);
            await report.WriteLineAsync(Row($"what is kept restored, and the {Since:N0} events after it", kept, "2,000 ms"));
            await report.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"| taken out of the account, while it waits | {taken.TotalMilliseconds:N0} ms | | |\n| bytes kept | {new FileInfo(Directory.GetFiles(directory, "account.state", SearchOption.AllDirectories)[0]).Length / 1048576.0:F1} MB | | |"));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<(AccountBook Book, List<double> Times)> MeasureAsync(Func<Task<AccountBook>> load)
    {
        var (times, book) = (new List<double>(), new AccountBook());
        for (var i = 0; i < 3; i++)
        {
            var started = Stopwatch.GetTimestamp();
            book = await load();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        return (book, times);
    }

    private static string Row(string title, List<double> times, string target) =>
        string.Create(CultureInfo.InvariantCulture, $"| {title} | {times[0]:N0} ms | {times[1]:N0} ms | {target} |");

    private static async Task ReadOnAsync(FileAccountEventStore store, AccountBook book, long until = long.MaxValue)
    {
        while (true)
        {
            var page = await store.ReadAsync("paper", book.Version, (int)Math.Min(10_000, until - book.Version), CancellationToken.None);
            foreach (var stored in page)
                book.Apply(stored.Event);
            if (page.Count == 0 || book.Version >= until)
                return;
        }
    }

    /// <summary>Orders of four events each, appended as an account does: the intent and its sending, then what comes of it.</summary>
    private static async Task FillAsync(FileAccountEventStore store)
    {
        var version = await store.AppendAsync(
            "paper", 0, [new AccountOpened(Start, "paper", "paper", true, "USDT", false), new CashMoved(Start, "opening/USDT", CashReason.Opening, "USDT", 1_000_000, null)], CancellationToken.None);
        for (var i = 0; version < Events; i++)
        {
            var (time, id) = (Start + (i * 50L), OrderIds.Of("paper", $"benchmark/{i}"));
            var instrument = new InstrumentId("binance", $"S{i % 50}USDT");
            var spec = new OrderSpec(instrument, (OrderSide)(i / 50 % 2), PositionSide.Net, OrderType.Market, 0.5m, null, null, null, TimeInForce.GoodTillCancel, false);
            version = await store.AppendAsync(
                "paper", version, [new OrderIntended(time, new Order(id, spec, OrderPurpose.Signal, $"benchmark/{i}", time), 100.25m, null), new OrderSent(time, id)], CancellationToken.None);
            var fill = new Fill(instrument, $"{id}-m.0", id, $"paper-{id}", spec.Side, PositionSide.Net, 100 + (i % 7 * 0.25m), 0.5m, 0.025m, "USDT", false, time);
            version = await store.AppendAsync(
                "paper", version, [new FillBooked(time, fill), new OrderReported(time, id, $"paper-{id}", OrderState.Filled, 0.5m, null, null)], CancellationToken.None);
        }
    }
}
