using System.Threading.Channels;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Contracts.Events;
using OrleansTrading.Grains.Events;

namespace OrleansTrading.Benchmarks.Components;

/// <summary>
/// Events from a publisher to subscribers in the same process, and the bare channel that the bus cannot outrun by much. The publisher waits for subscribers
/// that have fallen so far behind that they would lose some.
/// </summary>
public class EventParts
{
    private const int Dispatches = 100_000;
    private const int Few = 10;
    private const int Capacity = 1024;

    /// <summary>The publisher looks this often how far behind they are.</summary>
    private const int Stride = 256;

    private static readonly WatchlistChanged Happened = new(0, "elite", [], []);

    private readonly List<IEventSubscription> _subscriptions = [];
    private ServiceProvider _services = null!;
    private Counter[] _counters = [];
    private Channel<WatchlistChanged> _channel = null!;
    private Task _reading = Task.CompletedTask;

    [GlobalSetup(Target = nameof(PublishToOne))]
    public void Subscribe() => Subscribe(1);

    [GlobalSetup(Target = nameof(PublishToSeveral))]
    public void SubscribeSeveral() => Subscribe(Few);

    [GlobalSetup(Target = nameof(Write))]
    public void Open()
    {
        _channel = Channel.CreateBounded<WatchlistChanged>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        _counters = [new Counter()];
        _reading = Task.Run(ReadAsync);
    }

    [GlobalCleanup]
    public void Close()
    {
        _channel?.Writer.Complete();
        _reading.GetAwaiter().GetResult();
        if (_subscriptions.Sum(subscription => subscription.Dropped) is > 0 and var lost)
            throw new InvalidOperationException($"{lost} events were lost: the measurement is void.");
        _services?.Dispose();
    }

    [Benchmark(Description = "event through the bus, 1 subscriber", OperationsPerInvoke = Dispatches)]
    [Target(1_000)]
    public void PublishToOne() => Publish(Dispatches);

    [Benchmark(Description = "event through the bus, each of 10 subscribers", OperationsPerInvoke = Dispatches)]
    public void PublishToSeveral() => Publish(Dispatches / Few);

    [Benchmark(Description = "bound: event through a bare bounded channel", OperationsPerInvoke = Dispatches)]
    public void Write()
    {
        var before = _counters[0].Count;
        for (var i = 1; i <= Dispatches; i++)
        {
            _channel.Writer.TryWrite(Happened);
            if (i % Stride == 0)
                WaitFor(before + i - Capacity + (2 * Stride));
        }

        WaitFor(before + Dispatches);
    }

    private void Subscribe(int subscribers)
    {
        _services = new ServiceCollection().AddLogging().AddEventBus().BuildServiceProvider();
        _counters = [.. Enumerable.Range(0, subscribers).Select(_ => new Counter())];
        var bus = _services.GetRequiredService<IEventBus>();
        _subscriptions.AddRange(_counters.Select((counter, i) => bus.Subscribe<WatchlistChanged>($"counter-{i}", counter.HandleAsync, Capacity)));
    }

    private void Publish(int events)
    {
        var bus = _services.GetRequiredService<IEventBus>();
        var before = _counters[0].Count;
        for (var i = 1; i <= events; i++)
        {
            bus.Publish(Happened);
            if (i % Stride == 0)
                WaitFor(before + i - Capacity + (2 * Stride));
        }

        WaitFor(before + events);
    }

    private void WaitFor(long count)
    {
        var spin = default(SpinWait);
        foreach (var counter in _counters)
        {
            while (counter.Count < count)
                spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    private async Task ReadAsync()
    {
        while (await _channel.Reader.WaitToReadAsync())
        {
            while (_channel.Reader.TryRead(out var next))
                await _counters[0].HandleAsync(next, CancellationToken.None);
        }
    }

    private sealed class Counter
    {
        private long _count;

        public long Count => Volatile.Read(ref _count);

        public ValueTask HandleAsync(WatchlistChanged happened, CancellationToken cancellationToken)
        {
            Volatile.Write(ref _count, _count + 1);
            return ValueTask.CompletedTask;
        }
    }
}
