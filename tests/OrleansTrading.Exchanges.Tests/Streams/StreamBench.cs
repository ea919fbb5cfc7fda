using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Binance;
using OrleansTrading.Exchanges.Binance.Environment;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Streams;
using OrleansTrading.TestKit;

namespace OrleansTrading.Exchanges.Tests.Streams;

/// <summary>A connector against a scripted venue, on a clock moved by hand.</summary>
internal sealed class StreamBench : IAsyncDisposable
{
    private StreamBench(ScriptedVenue venue, BinanceOptions options, StreamWatchOptions watch)
    {
        Venue = venue;
        Options = options;
        options.SimulatorAddress = venue.Address.ToString();
        Connector = new BinanceConnector(
            Microsoft.Extensions.Options.Options.Create(options), Microsoft.Extensions.Options.Options.Create(watch), new BinanceEnvironment(options), Time, Log);
    }

    public ManualTimeProvider Time { get; } = new();

    public EventLog Log { get; } = new();

    public ScriptedVenue Venue { get; }

    public BinanceOptions Options { get; }

    public BinanceConnector Connector { get; }

    public IMarketDataStreams Streams => Connector.Streams;

    public static async Task<StreamBench> StartAsync(Action<BinanceOptions>? configure = null, Action<StreamWatchOptions>? watch = null)
    {
        // Waits are exact unless a test is about their spread.
        var (options, watching) = (new BinanceOptions { Streams = { ReconnectJitter = 0, AgeSpread = 0 } }, new StreamWatchOptions());
        configure?.Invoke(options);
        watch?.Invoke(watching);
        return new StreamBench(await ScriptedVenue.StartAsync(), options, watching);
    }

    public IMarketDataSubscription Subscribe(string symbol, IMarketDataSink sink, params StreamRequest[] streams) =>
        Streams.Subscribe(new InstrumentId("binance", symbol), streams, sink);

    public IMarketDataSubscription Subscribe(string symbol, IMarketDataSink sink, params StreamKind[] kinds) =>
        Subscribe(symbol, sink, [.. kinds.Select(kind => new StreamRequest(kind))]);

    /// <summary>The one connection has broken, and the wait before the next attempt has begun.</summary>
    public Task WhenWaitingToReconnectAsync() => WhenWaitingAsync(2303);

    /// <summary>A request waits at the gate.</summary>
    public Task WhenWaitingForRoomAsync() => WhenWaitingAsync(2003);

    /// <summary>A request waits before it is repeated.</summary>
    public Task WhenWaitingToRetryAsync() => WhenWaitingAsync(2002);

    /// <summary>Each wait is logged just before its timer is set; every other timer of its owner is gone by then.</summary>
    private async Task WhenWaitingAsync(int logged)
    {
        await Log.WhenLoggedAsync(logged);
        await Time.WhenArmedAsync(1).WaitAsync(Patience.Long);
    }

    public async ValueTask DisposeAsync()
    {
        await Connector.DisposeAsync();
        await Venue.DisposeAsync();
    }
}
