using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Streams;
using OrleansTrading.Grains.Capture;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Capture;

/// <summary>A desk over files in memory, with time moved by hand. Killing it leaves the files.</summary>
internal sealed class CaptureBench : IDisposable
{
    public static readonly InstrumentId Bitcoin = InstrumentId.Parse("binance:BTCUSDT");

    private readonly CaptureOptions _options = new();
    private readonly StreamWatchOptions _streams = new();
    private CaptureMetrics _metrics = new();

    public CaptureBench(Action<CaptureOptions>? options = null, Action<StreamWatchOptions>? streams = null, ICaptureWriter? writer = null)
    {
        options?.Invoke(_options);
        streams?.Invoke(_streams);
        Writer = writer as MemoryCaptureWriter ?? new MemoryCaptureWriter();
        Desk = new CaptureDesk(_options, _streams, writer ?? Writer, _metrics, Time, NullLogger.Instance);
        UsedWriter = writer ?? Writer;
    }

    public ManualTimeProvider Time { get; } = new();

    public MemoryCaptureWriter Writer { get; }

    public CaptureDesk Desk { get; private set; }

    public CaptureMetrics Metrics => _metrics;

    private ICaptureWriter UsedWriter { get; }

    public async Task<CaptureFeed> OpenAsync(InstrumentId? instrument = null) =>
        await Desk.OpenAsync(instrument ?? Bitcoin, CancellationToken.None);

    /// <summary>Moves time on, tick by tick, and lets what is written come to its end.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        for (var passed = TimeSpan.Zero; passed < by; passed += TimeSpan.FromMilliseconds(500))
        {
            Time.Advance(TimeSpan.FromMilliseconds(500));
            Desk.Tick();
            await IdleAsync();
        }
    }

    public Task IdleAsync() => Desk.Saver.WhenIdleAsync().WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Writes everything, whatever time it is.</summary>
    public async Task FlushAsync()
    {
        Desk.RotateAll();
        await IdleAsync();
    }

    /// <summary>What is in memory is lost; a new process begins over the same files.</summary>
    public void Kill()
    {
        Desk.Dispose();
        _metrics.Dispose();
        _metrics = new CaptureMetrics();
        Desk = new CaptureDesk(_options, _streams, UsedWriter, _metrics, Time, NullLogger.Instance);
    }

    public static AggTrade Trade(long id) => new(id, 1_700_000_000_000 + (id * 10), 100 + (id % 7), 1 + (id % 3), id % 2 == 0);

    public void Dispose()
    {
        Desk.Dispose();
        _metrics.Dispose();
    }
}
