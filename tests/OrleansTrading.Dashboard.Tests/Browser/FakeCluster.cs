using System.Collections.Immutable;
using OrleansTrading.Contracts.Cluster;
using OrleansTrading.Dashboard.Cluster;

namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>Silos that a test sets up.</summary>
internal sealed class FakeCluster(TimeProvider time) : IClusterReader
{
    public bool Fails { get; set; }

    private readonly List<Func<SiloStanding>> _silos = [];

    public ImmutableArray<GrainTypeFigures> Types { get; set; } = [];

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public static void Fill(FakeCluster cluster)
    {
        cluster.Add("silo-0", "Active", TimeSpan.FromSeconds(2), 31);
        cluster.Add("silo-1", "Active", TimeSpan.FromSeconds(95), 12);
        cluster.Add("silo-2", "Dead", null, 0);
        cluster.Types =
        [
            new("OrleansTrading.Grains.Symbols.SymbolGrain", 812, 4_310.5, 18_200_000, 0.021, 0.31, 2.4),
            new("OrleansTrading.Grains.Jobs.JobGrain", 14, 31.2, 210_000, 0.9, 12.5, 1_240),
            new("OrleansTrading.Grains.Accounts.AccountGrain", 3, 8.4, 40_100, 1.2, 3.9, 9.1),
            new("OrleansTrading.Grains.Watchlists.WatchlistGrain", 2, 0.01, 12, null, null, null),
        ];
    }

    /// <param name="name">The silo.</param>
    /// <param name="status">Its state in the membership.</param>
    /// <param name="reported">How long ago it told of itself, whenever it is asked; null when it has not.</param>
    /// <param name="processorShare">Percent.</param>
    public void Add(string name, string status, TimeSpan? reported, int processorShare)
    {
        var index = _silos.Count;
        _silos.Add(() => new SiloStanding(
            name, $"S10.0.0.{index}:11111:{1000 + index}", status, Now - 7_800_000, reported is null ? 0 : 416,
            reported is { } ago ? Report(name, Now - (long)ago.TotalMilliseconds, processorShare) : null));
    }

    public Task<ClusterReport> GetAsync() => Fails
        ? Task.FromException<ClusterReport>(new TimeoutException("The cluster is told to fail."))
        : Task.FromResult(new ClusterReport("trading", Now, [.. _silos.Select(silo => silo())], Types));

    private static SiloReport Report(string name, long time, int processorShare) => new(
        name, time,
        new ProcessFigures(
            "1.0.0+0123456789abcdef", ".NET 10.0.12", time - 7_815_000, 4, processorShare, 612_000_000, 181_000_000, 2_147_483_648, 23_400_000, 0.42,
            5_120, 410, 12, 41, 12, 3),
        [new CallFigures("OrleansTrading.Grains.Symbols.SymbolGrain", 9_100_000, 2_150, 4, [1, 2, 3])],
        [
            new ReminderFigures("OrleansTrading.Grains.Jobs.JobGrain", $"find-gaps-{name}", "revive", TimeSpan.FromMinutes(1), time - 7_800_000, time - 21_000),
            new ReminderFigures("OrleansTrading.Grains.Jobs.JobGrain", $"prune-{name}", "revive", TimeSpan.FromMinutes(1), time - 7_800_000, null),
        ],
        [.. Enumerable.Range(0, 120).Select(i => new SiloPoint(
            time - ((120 - i) * 5_000), processorShare + (10 * Math.Sin(i / 9.0)), 600_000_000 + (i * 100_000), 2_000 + (300 * Math.Cos(i / 5.0))))]);
}
