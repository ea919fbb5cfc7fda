using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using OrleansTrading.Contracts.Cluster;
using OrleansTrading.Grains.Balance;
using OrleansTrading.Grains.Cluster;
using OrleansTrading.Grains.StreamWatch;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Balance;

/// <summary>Rounds of the balance by hand, in a cluster whose own are an hour apart, and what silos tell before them.</summary>
internal sealed class BalanceBench(InProcessTestCluster cluster)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly ProcessFigures _process = new ProcessGauge(TimeProvider.System).Look();
    private long _told;

    public int[] Counts => [.. cluster.Silos.Select(silo => silo.ServiceProvider.GetRequiredService<FollowedStreams>().Count)];

    public bool IsEven => SymbolSpread.Plan(Counts, 10).IsEmpty;

    public static void Add(IServiceCollection services)
    {
        services.AddSymbolBalance(new ConfigurationBuilder().Build());
        services.Configure<BalanceOptions>(options => options.Interval = TimeSpan.FromHours(1));
    }

    /// <summary>A silo tells how many symbols it follows.</summary>
    public Task TellAsync(int silo, int? symbols)
    {
        var told = cluster.Silos[silo];
        var report = new SiloReport(told.Name, Interlocked.Increment(ref _told), _process, [], [], []) { Symbols = symbols };
        return cluster.Client.GetGrain<ISiloGrain>(told.SiloAddress.ToParsableString()).PublishAsync(report);
    }

    public Task TellAsync() => Task.WhenAll(Counts.Select((count, silo) => TellAsync(silo, count)));

    /// <summary>One silo compares.</summary>
    public Task<int> CompareAsync(int silo) =>
        cluster.Silos[silo].ServiceProvider.GetRequiredService<SymbolBalancer>().RoundAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);

    /// <summary>All silos tell and compare, at once.</summary>
    /// <returns>How many symbols each has passed on.</returns>
    public async Task<int[]> RoundAsync()
    {
        await TellAsync();
        return await Task.WhenAll(cluster.Silos.Select((_, silo) => CompareAsync(silo)));
    }

    /// <summary>Rounds until all are nearly alike. A round ends when what has moved is followed again.</summary>
    /// <returns>How many symbols have moved.</returns>
    public async Task<int> SettleAsync(int symbols)
    {
        var moved = 0;
        await Eventually.TrueAsync(
            async () =>
            {
                await WholeAsync(symbols);
                moved += (await RoundAsync()).Sum();
                await WholeAsync(symbols);
                return IsEven;
            },
            Limit,
            () => $"{string.Join(",", Counts)} after {moved} moves");
        return moved;
    }

    /// <summary>All symbols are followed somewhere, without a call to any of them.</summary>
    public Task WholeAsync(int symbols) => Eventually.TrueAsync(() => Task.FromResult(Counts.Sum() == symbols), Limit, () => string.Join(",", Counts));
}
