using System.ComponentModel;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Binance;
using OrleansTrading.Exchanges.Binance.Environment;
using OrleansTrading.Exchanges.Binance.WebSocket;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Streams;
using OrleansTrading.TestKit;

namespace OrleansTrading.Benchmarks.Ingest;

/// <summary>
/// How many messages a second one process takes in from 100 symbols' aggTrade, bookTicker and kline streams over a
/// loopback socket, the simulator running in another process, beside a reader that discards the same frames. The ways
/// of reading take turns. The market runs as fast as it is read, minutes in a second, so candles close far more often
/// than in a real one; through grains it is measured once every symbol is live.
/// </summary>
[Description("ingest: messages a second of 100 symbols over a loopback socket, by npm ccxt too")]
internal static class IngestBenchmark
{
    private const int Symbols = 100;
    private const int Runs = 3;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    private static readonly StreamRequest[] Wanted =
        [new(StreamKind.Trade), new(StreamKind.BookTicker), new(StreamKind.Kline, KlineInterval.OneMinute)];

    /// <summary>Measures and writes a Markdown table.</summary>
    public static async Task RunAsync(Report report)
    {
        var cancellationToken = CancellationToken.None;
        Func<CancellationToken, Task<Measurement?>>[] ways =
            [MeasureConnectorAsync, MeasureGrainsAsync, MeasureGrainsWithFilesAsync, MeasureGrainsRecordingAsync, MeasureCcxtAsync, MeasureBareAsync];
        var runs = ways.Select(_ => new List<Measurement>()).ToArray();
        for (var run = 0; run < Runs; run++)
        {
            for (var way = 0; way < ways.Length; way++)
            {
                report.At($"run {run + 1} of {Runs}, {ways[way].Method.Name}");
                if (await ways[way](cancellationToken) is { } measured)
                    runs[way].Add(measured);
            }
        }

        await report.WriteLineAsync($"""
            ## Ingest over a loopback socket

            {Symbols} symbols, aggTrade + bookTicker + kline, {Environment.ProcessorCount} cores shared with the simulator; {Runs} runs of {Duration.TotalSeconds:N0} s each,
            the one of median rate in full. Through grains the roll-up closes {runs[1].Average(run => run.ClosedPerSecond):N0} candles a second on the way.

            | reader | messages/s, p50 | slowest | fastest | allocated bytes/message | cores of the reader | cores of the simulator |
            |---|---:|---:|---:|---:|---:|---:|
            """);
        foreach (var way in runs.Where(way => way.Count > 0))
        {
            var middle = Measurement.Middle(way);
            await report.WriteLineAsync(Measurement.Row(way));
            var isOurs = way != runs[^1] && way != runs[^2];
            report.AddRate(middle.Name, middle.MessagesPerSecond, "messages/s", isOurs ? 300_000 : null);
            if (middle.BytesPerMessage is { } bytes)
                report.Add(middle.Name, "allocated a message", bytes, "bytes", isOurs ? 64 : null);
        }

        await report.WriteLineAsync();
    }

    private static async Task<Measurement?> MeasureConnectorAsync(CancellationToken cancellationToken)
    {
        using var simulator = await SimulatorProcess.StartAsync(Symbols, cancellationToken);
        var (options, environment) = Aim(simulator);
        await using var connector = new BinanceConnector(Options.Create(options), Options.Create(new StreamWatchOptions()), environment, TimeProvider.System, NullLoggerFactory.Instance);
        using var confirmations = new CountdownEvent(Symbols * Wanted.Length);
        var sinks = new List<CountingSink>();
        foreach (var instrument in await connector.Rest.GetInstrumentsAsync(cancellationToken))
        {
            var sink = new CountingSink(confirmations);
            sinks.Add(sink);
            connector.Streams.Subscribe(instrument.Id, Wanted, sink);
        }

        confirmations.Wait(cancellationToken);
        var measured = await Measurement.TakeAsync(
            "connector: parse, look up, deliver", () => connector.Streams.Statistics.Messages, simulator, WarmUp, Duration, cancellationToken);
        var statistics = connector.Streams.Statistics;
        if (statistics.Malformed + statistics.Unknown + statistics.Reconnects > 0 || sinks.Any(sink => sink.Events == 0))
            throw new InvalidOperationException($"The measurement is void: {statistics}.");
        return measured;
    }

    /// <summary>The same through one symbol grain each: inbox, turns, rings, roll-up of six intervals.</summary>
    private static Task<Measurement?> MeasureGrainsAsync(CancellationToken cancellationToken) =>
        MeasureGrainsAsync("connector into symbol grains", null, null, cancellationToken);

    private static async Task<Measurement?> MeasureGrainsWithFilesAsync(CancellationToken cancellationToken)
    {
        using var data = new TemporaryDirectory();
        return await MeasureGrainsAsync("the same, closed candles saved to files", data.Path, null, cancellationToken);
    }

    private static async Task<Measurement?> MeasureGrainsRecordingAsync(CancellationToken cancellationToken)
    {
        using var data = new TemporaryDirectory();
        using var captures = new TemporaryDirectory();
        return await MeasureGrainsAsync("the same, trades and order flow recorded besides", data.Path, captures.Path, cancellationToken);
    }

    private static async Task<Measurement?> MeasureGrainsAsync(string name, string? directory, string? captures, CancellationToken cancellationToken)
    {
        using var simulator = await SimulatorProcess.StartAsync(Symbols, cancellationToken);
        var (options, environment) = Aim(simulator);
        await using var connector = new BinanceConnector(Options.Create(options), Options.Create(new StreamWatchOptions()), environment, TimeProvider.System, NullLoggerFactory.Instance);
        using var counts = new GrainCounts();
        await using var cluster = await GrainCluster.StartAsync(connector, directory, captures);
        await cluster.FollowAsync([.. (await connector.Rest.GetInstrumentsAsync(cancellationToken)).Select(info => info.Id)], cancellationToken);
        var measured = await Measurement.TakeAsync(
            name, () => counts.Events, simulator, WarmUp, Duration, cancellationToken, () => counts.Closed);
        var statistics = connector.Streams.Statistics;
        if (statistics.Malformed + statistics.Unknown + statistics.Reconnects > 0)
            throw new InvalidOperationException($"The measurement is void: {statistics}.");
        return measured;
    }

    /// <summary>The same streams by npm ccxt; null where it is not installed.</summary>
    private static async Task<Measurement?> MeasureCcxtAsync(CancellationToken cancellationToken)
    {
        using var simulator = await SimulatorProcess.StartAsync(Symbols, cancellationToken);
        return await NodeScript.RunAsync(
            "ccxt", "ccxt-market.mjs", TimeSpan.FromMinutes(2), "stream", simulator.Address.ToString(), $"{Symbols}", $"{WarmUp.TotalSeconds}", $"{Duration.TotalSeconds}") is { } told
            ? new Measurement("npm ccxt in node", told.GetProperty("messagesPerSecond").GetDouble(), null, told.GetProperty("cores").GetDouble(), null, 0)
            : null;
    }

    private static async Task<Measurement?> MeasureBareAsync(CancellationToken cancellationToken)
    {
        using var simulator = await SimulatorProcess.StartAsync(Symbols, cancellationToken);
        var (options, environment) = Aim(simulator);
        var protocol = new BinanceStreamProtocol(environment);
        using var dialer = new WebSocketDialer(options.Streams.ReadBufferBytes);
        var reader = new BareReader(dialer, protocol);
        List<InstrumentId> instruments;
        await using (var connector = new BinanceConnector(Options.Create(options), Options.Create(new StreamWatchOptions()), environment, TimeProvider.System, NullLoggerFactory.Instance))
            instruments = [.. (await connector.Rest.GetInstrumentsAsync(cancellationToken)).Select(info => info.Id)];
        var streams = instruments.SelectMany(id => Wanted.Select(request => (Route: protocol.RouteOf(request), Name: protocol.NameOf(id, request))));
        foreach (var route in streams.GroupBy(stream => stream.Route))
            await reader.StartAsync(route.Key, [.. route.Select(stream => stream.Name)], cancellationToken);
        return await Measurement.TakeAsync(
            "bare: read and discard", () => reader.Messages, simulator, WarmUp, Duration, cancellationToken);
    }

    private static (BinanceOptions Options, BinanceEnvironment Environment) Aim(SimulatorProcess simulator)
    {
        var options = new BinanceOptions { SimulatorAddress = simulator.Address.ToString() };
        return (options, new BinanceEnvironment(options));
    }
}
