using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.TestingHost;
using OrleansTrading.Benchmarks.Scanning;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Grains;
using OrleansTrading.Grains.Accounts;
using OrleansTrading.Grains.MarketData;
using OrleansTrading.Storage;
using OrleansTrading.Storage.Memory;

namespace OrleansTrading.Benchmarks.Trading;

/// <summary>A silo with one live symbol and several accounts on paper.</summary>
internal sealed class TradingSilo : IAsyncDisposable
{
    public const int Accounts = 10;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private readonly InProcessTestCluster _cluster;

    private TradingSilo(InProcessTestCluster cluster, QuietVenue venue) => (_cluster, Venue) = (cluster, venue);

    public QuietVenue Venue { get; }

    public InstrumentId Instrument => Venue.Instruments[0];

    public long Now => QuietVenue.Now;

    public IGrainFactory Grains => _cluster.Client;

    public static async Task<TradingSilo> StartAsync()
    {
        var venue = new QuietVenue(1, 60);
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.AddMemoryGrainStorageAsDefault().UseInMemoryReminderService());
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Services.AddMarketGrains(host.Configuration);
            host.Services.AddAccounts(host.Configuration);
            host.Services.AddSingleton<IVenueConnector>(venue);
            host.Services.AddMemoryRecordStores();
            host.Services.AddSingleton<IMarketStore>(new MemoryMarketStore());
            host.Services.Configure<MarketOptions>(options => (options.Intervals, options.Capacity, options.Streams) = ("1m", 60, "MarkPrice"));
            host.Services.Configure<TradingOptions>(options =>
            {
                for (var i = 1; i < Accounts; i++)
                    options.Accounts[$"paper-{i}"] = new AccountOptions();
            });
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        var silo = new TradingSilo(cluster, venue);
        await silo.BecomeReadyAsync();
        return silo;
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }

    private async Task BecomeReadyAsync()
    {
        using var patience = new CancellationTokenSource(Limit);
        var symbol = Grains.GetGrain<ISymbolGrain>(Instrument.ToString());
        await symbol.EnsureLiveAsync();
        while ((await symbol.GetSnapshotAsync()).Phase != SymbolPhase.Live)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        foreach (var account in Enumerable.Range(1, Accounts - 1).Select(i => $"paper-{i}").Append("paper"))
        {
            while (!(await Grains.GetGrain<IAccountGrain>(account).GetAsync()).IsReady)
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }
    }
}
