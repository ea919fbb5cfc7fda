using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Contracts.Watchlists;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Silo.Hosting;
using OrleansTrading.TestKit;
using SiloCommandLine = OrleansTrading.Silo.Hosting.CommandLine;

namespace OrleansTrading.Benchmarks.Collection;

/// <summary>A silo in this process whose symbols are all live, over a simulator in another process that takes its time for each answer.</summary>
internal sealed class LiveMarket : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly TemporaryDirectory _data;
    private readonly HostProcess _venue;
    private readonly SiloHost _host;

    private LiveMarket(TemporaryDirectory data, HostProcess venue, SiloHost host, ImmutableArray<InstrumentId> instruments) =>
        (_data, _venue, _host, Instruments) = (data, venue, host, instruments);

    public ImmutableArray<InstrumentId> Instruments { get; }

    public Uri Venue => _venue.Address;

    public IServiceProvider Services => _host.App.Services;

    /// <param name="symbols">How many.</param>
    /// <param name="latencyMilliseconds">What the venue takes for each answer. Its limits of request weight are far away.</param>
    public static async Task<LiveMarket> StartAsync(int symbols, double latencyMilliseconds)
    {
        var data = new TemporaryDirectory();
        var venue = await HostProcess.StartSimulatorAsync(["--symbols", $"{symbols}", "--latency", $"{latencyMilliseconds}ms", "--weight", "1000000"]);
        var host = await SiloHost.StartAsync(SiloCommandLine.Parse(
        [
            "--urls", "http://127.0.0.1:0", "--data", data.Path, "--Venues:Binance:SimulatorAddress", venue.Address.ToString(),
            "--Watchlist:Top", $"{symbols}", "--Market:Intervals", "1m,5m", "--Venues:Binance:Rest:WeightLimit", "100000",
            "--Logging:LogLevel:Default", "Error",
        ]), CancellationToken.None);
        return new LiveMarket(data, venue, host, await LiveAsync(host.App.Services.GetRequiredService<IGrainFactory>(), symbols));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _venue.DisposeAsync();
        _data.Dispose();
    }

    private static async Task<ImmutableArray<InstrumentId>> LiveAsync(IGrainFactory grains, int symbols)
    {
        var begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < Limit)
        {
            var live = await grains.GetLiveInstrumentsAsync();
            var snapshots = await Task.WhenAll(live.Select(id => grains.GetGrain<ISymbolGrain>(id.ToString()).GetSnapshotAsync()));
            if (snapshots.Length == symbols && snapshots.All(snapshot => snapshot is { Phase: SymbolPhase.Live, Mark: not null }))
                return live;
            await Task.Delay(Pause, TimeProvider.System);
        }

        throw new TimeoutException($"Not all of {symbols} symbols are live after {Limit}.");
    }
}
