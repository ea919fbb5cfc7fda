using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Grains.StreamWatch;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.Storage.Memory;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.StreamWatch;

public sealed class FollowedSymbolTests : IAsyncDisposable
{
    private const long Now = 1_767_225_600_000;
    private static readonly InstrumentId Bitcoin = InstrumentId.Parse("fake:BTCUSDT");

    private readonly ManualTimeProvider _time = new();
    private readonly FailingHistoryStore _store = new(new MemoryStreamHistoryStore());
    private readonly FakeVenue _venue = new(Now);
    private readonly List<Process> _processes = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
            await process.DisposeAsync();
    }

    [Fact]
    public async Task Look_AfterAKilledProcess_SaysWhenItWasLastAlive()
    {
        await LiveForAsync(TimeSpan.FromMinutes(10));
        var killedAt = Milliseconds();
        _time.Advance(TimeSpan.FromHours(3));

        var next = Start();
        var symbol = next.Follow();
        symbol.Look();
        // Its own marks must not be taken for those of the process before.
        next.Followed.Marks.Mark();
        _time.Advance(TimeSpan.FromSeconds(11));
        symbol.Look();
        await next.Writer.DisposeAsync();

        var told = await ToldAsync();
        told.Select(change => change.Reason).ShouldBe([StreamTransition.BeganFollowing, null, StreamTransition.StoppedFollowing, StreamTransition.BeganFollowing, null]);
        told[2].From.ShouldBe(StreamState.Live);
        told[2].At.ShouldBeInRange(killedAt - (long)WatchMarks.Distance.TotalMilliseconds, killedAt);
    }

    [Fact]
    public async Task Look_AfterAProcessThatStopped_AddsNothing()
    {
        var first = Start();
        var symbol = first.Follow();
        symbol.Look();
        symbol.Leave();
        symbol.Leave();
        await first.Writer.DisposeAsync();
        _time.Advance(TimeSpan.FromHours(3));
        await LiveForAsync(TimeSpan.FromMinutes(2));
        (await ToldAsync()).Select(change => change.Reason).ShouldBe(
            [StreamTransition.BeganFollowing, null, StreamTransition.StoppedFollowing, StreamTransition.BeganFollowing, null]);
    }

    [Fact]
    public async Task Look_StoreIsAway_TriesAgainLater()
    {
        await LiveForAsync(TimeSpan.FromMinutes(2));
        var next = Start();
        var symbol = next.Follow();
        symbol.Look();
        _store.IsFull = true;
        _time.Advance(TimeSpan.FromSeconds(11));
        symbol.Look();
        _store.IsFull = false;
        _time.Advance(TimeSpan.FromSeconds(11));
        symbol.Look();
        await next.Writer.DisposeAsync();
        (await ToldAsync()).Count(change => !change.IsWatched).ShouldBe(1);
    }

    [Fact]
    public void Handled_ManyBatchesAtOnce_MeasuresOneOfThemForEachKind()
    {
        var process = Start();
        var symbol = process.Follow();
        var measured = new List<string>();
        using var listener = Listen(process, (value, tags) => measured.Add($"{tags[1].Value} {value}"));
        for (var batch = 0; batch < 100; batch++)
        {
            symbol.Handled([0, 3, 0, 0, 1, 0], [0, Now - 40 - batch, 0, 0, Now + 9, 0]);
            symbol.Handled([0, 0, 1, 0, 0, 0], [0, 0, Now - 10, 0, 0, 0]);
        }

        _time.Advance(TimeSpan.FromMilliseconds(50));
        symbol.Handled([0, 1, 0, 0, 0, 0], [0, Now - 60, 0, 0, 0, 0]);
        measured.ShouldBe(["trade 0.04", "mark_price 0", "book_ticker 0.01", "trade 0.06"]);
    }

    [Fact]
    public void Handled_ManyBatches_AllocatesNothing()
    {
        var process = Start(new HurryingTime());
        var symbol = process.Follow();
        var measured = 0L;
        using var listener = Listen(process, (_, tags) => measured += tags.Length);
        Span<int> counts = [3, 0, 1, 0, 7, 0];
        Span<long> oldest = [Now, 0, Now - 5, 0, Now - 9, 0];
        symbol.Handled(counts, oldest);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var batch = 0; batch < 10_000; batch++)
            symbol.Handled(counts, oldest);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(10_000, "less than a byte a batch");
        measured.ShouldBe(10_001 * 3 * 2);
    }

    /// <summary>A process that follows the symbol for a time and then is killed.</summary>
    private async Task LiveForAsync(TimeSpan duration)
    {
        var process = Start();
        var symbol = process.Follow();
        for (var passed = TimeSpan.Zero; passed < duration; passed += TimeSpan.FromSeconds(5))
        {
            symbol.Look();
            process.Followed.Marks.Mark();
            _time.Advance(TimeSpan.FromSeconds(5));
        }

        await process.Writer.DisposeAsync();
    }

    private static MeterListener Listen(Process process, Measured measured)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "orleanstrading.stream.lag" && ReferenceEquals(instrument.Meter, process.Metrics.Meter))
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, value, tags, _) => measured(value, tags));
        listener.Start();
        return listener;
    }

    private Process Start(TimeProvider? other = null)
    {
        var time = other ?? _time;
        var writer = new StreamHistoryWriter(_store, time, NullLogger<StreamHistoryWriter>.Instance);
        var metrics = new StreamWatchMetrics(Options.Create(new MetricsOptions()));
        var followed = new FollowedStreams(writer, _store, new WatchMarks(writer, _store, time), metrics, time, NullLogger<FollowedStreams>.Instance);
        var process = new Process(followed, writer, metrics, _venue);
        _processes.Add(process);
        return process;
    }

    private async Task<IReadOnlyList<StreamTransition>> ToldAsync() => await _store.ListAsync(Bitcoin, StreamKind.Trade, 0, long.MaxValue, 99, Token);

    private long Milliseconds() => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private delegate void Measured(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags);

    /// <summary>A tenth of a second passes with every look at the clock.</summary>
    private sealed class HurryingTime : TimeProvider
    {
        private long _stamp;

        public override long TimestampFrequency => 10;

        public override long GetTimestamp() => ++_stamp;
    }

    private sealed record Process(FollowedStreams Followed, StreamHistoryWriter Writer, StreamWatchMetrics Metrics, FakeVenue Venue) : IAsyncDisposable
    {
        public FollowedSymbol Follow()
        {
            var subscription = new FakeSubscription(Venue, Bitcoin, [new StreamRequest(StreamKind.Trade)], null!);
            subscription.SetHealth(StreamKind.Trade, new(StreamKind.Trade, StreamState.Live, TimeSpan.Zero, 0));
            return Followed.Enter(Bitcoin, Venue, subscription);
        }

        public async ValueTask DisposeAsync()
        {
            await Writer.DisposeAsync();
            Metrics.Dispose();
        }
    }
}
