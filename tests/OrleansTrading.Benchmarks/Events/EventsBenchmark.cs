using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Contracts.Events;
using OrleansTrading.Grains.Events;

namespace OrleansTrading.Benchmarks.Events;

/// <summary>How fast one silo's bus hands events to subscribers in its process, beside the bare channel that it cannot outrun by much.</summary>
[Description("events: dispatches/s to subscribers in the process")]
internal static class EventsBenchmark
{
    private const int Dispatches = 4_000_000;
    private const int Rounds = 5;
    private const int Capacity = 1024;

    /// <summary>The publisher looks this often whether a subscriber has fallen so far behind that it would lose events.</summary>
    private const int Stride = 256;

    public static async Task RunAsync(Report report)
    {
        await report.WriteLineAsync($"| {Dispatches:N0} events, best of {Rounds} | dispatches/s | ns a dispatch | allocated a dispatch | lost |");
        await report.WriteLineAsync("|---|---|---|---|---|");
        var bound = await BestAsync(() => ChannelAsync(Dispatches));
        await WriteAsync(report, "bare bounded channel, one writer, one reader (bound)", bound, 1);
        var one = await BestAsync(() => BusAsync(1, Dispatches));
        await WriteAsync(report, "bus, 1 subscriber", one, bound.PerSecond);
        await WriteAsync(report, "bus, 10 subscribers", await BestAsync(() => BusAsync(10, Dispatches / 10)), bound.PerSecond);
    }

    private static async Task<Figures> BestAsync(Func<Task<Figures>> measure)
    {
        var best = await measure();
        for (var i = 0; i < Rounds; i++)
        {
            var next = await measure();
            best = next.PerSecond > best.PerSecond ? next : best;
        }

        return best;
    }

    private static async Task<Figures> BusAsync(int subscribers, int events)
    {
        await using var provider = new ServiceCollection().AddLogging().AddEventBus().BuildServiceProvider();
        var bus = provider.GetRequiredService<IEventBus>();
        var counters = Enumerable.Range(0, subscribers).Select(_ => new Counter(events)).ToList();
        var subscriptions = counters.Select((counter, i) => bus.Subscribe<WatchlistChanged>($"counter-{i}", counter.HandleAsync, Capacity)).ToList();
        var happened = new WatchlistChanged(0, "elite", [], []);
        var measure = Measure.Start();
        for (var i = 0; i < events; i++)
        {
            bus.Publish(happened);
            if (i % Stride == 0)
                WaitFor(counters, i - Capacity + (2 * Stride));
        }

        await Task.WhenAll(counters.Select(counter => counter.Done));
        return measure.End((long)events * subscribers, subscriptions.Sum(subscription => subscription.Dropped));
    }

    private static async Task<Figures> ChannelAsync(int events)
    {
        var channel = Channel.CreateBounded<WatchlistChanged>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        var counter = new Counter(events);
        var reading = Task.Run(async () =>
        {
            while (await channel.Reader.WaitToReadAsync())
            {
                while (channel.Reader.TryRead(out var next))
                    await counter.HandleAsync(next, CancellationToken.None);
            }
        });
        var happened = new WatchlistChanged(0, "elite", [], []);
        var measure = Measure.Start();
        for (var i = 0; i < events; i++)
        {
            channel.Writer.TryWrite(happened);
            if (i % Stride == 0)
                WaitFor([counter], i - Capacity + (2 * Stride));
        }

        await counter.Done;
        var figures = measure.End(events, 0);
        channel.Writer.Complete();
        await reading;
        return figures;
    }

    private static void WaitFor(List<Counter> counters, int count)
    {
        var spin = default(SpinWait);
        foreach (var counter in counters)
        {
            while (counter.Count < count)
                spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    private static Task WriteAsync(Report report, string name, Figures figures, double bound)
    {
        report.AddRate(name, figures.PerSecond, "dispatches/s", bound > 1 ? 100_000 : null);
        return report.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {figures.PerSecond:N0}{(bound > 1 ? $" ({figures.PerSecond / bound:P0} of the bound)" : "")} | {1e9 / figures.PerSecond:F0} | {figures.Bytes:F2} bytes | {figures.Lost:N0} |"));
    }

    private readonly record struct Figures(double PerSecond, double Bytes, long Lost);

    private sealed class Counter(int expected)
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public Task Done => _done.Task;

        public ValueTask HandleAsync(WatchlistChanged happened, CancellationToken cancellationToken)
        {
            Volatile.Write(ref _count, _count + 1);
            if (_count == expected)
                _done.SetResult();
            return ValueTask.CompletedTask;
        }
    }

    private readonly record struct Measure(long Started, long Allocated)
    {
        public static Measure Start()
        {
            GC.Collect();
            return new Measure(Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes(precise: true));
        }

        public Figures End(long dispatches, long lost)
        {
            var seconds = Stopwatch.GetElapsedTime(Started).TotalSeconds;
            return new Figures(dispatches / seconds, (GC.GetTotalAllocatedBytes(precise: true) - Allocated) / (double)dispatches, lost);
        }
    }
}
