using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Storage.PostgreSql;
using OrleansTrading.Storage.PostgreSql.Candles;
using OrleansTrading.Storage.PostgreSql.Records;
using OrleansTrading.TestKit;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>What a storm falls upon: a database server, a simulator as a process of its own, and silos.</summary>
internal sealed class StormRig : IAsyncDisposable
{
    /// <remarks>A candle closes every six seconds.</remarks>
    private const string Speed = "10";

    /// <summary>More than a real venue allows, as its market is ten times as fast: what was missed in a second takes ten times the requests.</summary>
    private const string WeightPerMinute = "6000";

    private const long FundingInterval = 8 * 3_600_000;
    private const long BeforeFunding = 24 * 60_000;

    private readonly StormLogs _logs;
    private HostProcess? _simulator;
    private StormCluster? _cluster;
    private ServiceProvider? _auditor;

    private StormRig(ChaosOptions options, StormLog log)
    {
        Secrets = new SecretWatch(log);
        _logs = new StormLogs(options.LogFile, Secrets);
    }

    public PostgresServer Server { get; } = new();

    public StoreWeather Weather { get; } = new();

    public StormDisks Disks { get; } = new();

    public StormClock Clock { get; } = new();

    public SecretWatch Secrets { get; }

    public Acknowledged Acknowledged { get; } = new();

    public JobLedger Ledger { get; } = new();

    public StormCluster Cluster => _cluster!;

    public SimulatorLevers Venue { get; private set; } = null!;

    public IReadOnlyList<InstrumentId> Instruments { get; private set; } = [];

    /// <summary>The stores as the auditor reads them: by connections of its own, past everything that silos hold.</summary>
    public IServiceProvider Stores => _auditor!;

    /// <summary>Errors that the silos logged, by their text's template.</summary>
    public IReadOnlyDictionary<string, int> Errors => _logs.Errors;

    /// <summary>Which trades of an instrument the silos have told as lost, which is no lie of a recording that lacks them.</summary>
    public IReadOnlyList<ToldAsLost> ToldAsLost(InstrumentId instrument) => _logs.LostTrades.GetValueOrDefault($"{instrument}") ?? [];

    public static async Task<StormRig> StartAsync(ChaosOptions options, StormLog log)
    {
        var rig = new StormRig(options, log);
        try
        {
            await rig.StartPartsAsync(options);
            return rig;
        }
        catch
        {
            await rig.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
            await _cluster.DisposeAsync();
        if (_auditor is not null)
            await _auditor.DisposeAsync();
        Venue?.Dispose();
        if (_simulator is not null)
            await _simulator.DisposeAsync();
        await Server.DisposeAsync();
        _logs.Dispose();
        Disks.Dispose();
    }

    private async Task StartPartsAsync(ChaosOptions options)
    {
        var start = StartOfMarket(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        var simulator = HostProcess.StartSimulatorAsync(
            ["--symbols", $"{options.Symbols}", "--seed", $"{options.Seed}", "--speed", Speed, "--start", start.ToString("O", CultureInfo.InvariantCulture), "--trades-per-second", "1", "--weight", WeightPerMinute]);
        var database = await Server.CreateDatabaseAsync();
        _simulator = await simulator;
        Venue = new SimulatorLevers(_simulator.Address);
        Instruments = [.. (await Venue.GetSymbolsAsync()).Select(symbol => new InstrumentId("binance", symbol))];
        _auditor = new ServiceCollection().AddLogging().AddPostgresDatabase(database).AddPostgresMarketStore().AddPostgresRecordStores()
            .AddSingleton<Microsoft.Extensions.Configuration.IConfiguration>(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build()).BuildServiceProvider();
        await _auditor.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
        await _auditor.GetRequiredService<PostgresMarketStore>().PrepareAsync(start, 1, CancellationToken.None);
        _cluster = await StormCluster.StartAsync(Settings(), database, Weather, Disks, Clock, Acknowledged, Ledger, _logs);
    }

    /// <summary>Funding is paid in the storm's third minute; and no account's clock is ahead of the venue's, whose times it asks from.</summary>
    private static DateTimeOffset StartOfMarket(long now) =>
        DateTimeOffset.FromUnixTimeMilliseconds((((now + BeforeFunding) / FundingInterval) + 1) * FundingInterval - BeforeFunding);

    /// <summary>The product's own times, but symbols are spread anew more often, between two kills; limits that a storm of orders does not reach.</summary>
    private Dictionary<string, string?> Settings() => new()
    {
        ["Venues:Binance:SimulatorAddress"] = _simulator!.Address.ToString(),
        ["Venues:Binance:Rest:WeightLimit"] = WeightPerMinute,
        ["Watchlist:Symbols"] = string.Join(',', Instruments),
        ["Market:Intervals"] = "1m,5m",
        ["Streams:RotateInterval"] = "00:00:05",
        ["Balance:Interval"] = "00:00:20",
        ["Trading:Accounts:guarded:Venue"] = "paper",
        ["Trading:Accounts:garbage:Venue"] = "paper",
        [$"Trading:Accounts:{HaltLoad.Account}:Venue"] = "paper",
        [$"Trading:Accounts:{LiveAudit.Account}:Venue"] = LiveAudit.Venue,
        [$"Trading:Accounts:{LiveAudit.Account}:Key"] = LiveAudit.Key,
        [$"Trading:Accounts:{LiveAudit.Account}:Secret"] = LiveAudit.Secret,
        ["Trading:Paper:Cash"] = "1000000",
        ["Trading:Paper:Limits:PositionNotional"] = "500000",
        ["Trading:Paper:Limits:DailyLoss"] = "500000",
        ["Trading:Paper:Limits:OrdersPerMinute"] = "10000",
    };
}
