using System.Globalization;
using Orleans;
using Orleans.Runtime;
using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Grains.Capture;
using OrleansTrading.Grains.MarketData;

namespace OrleansTrading.Grains.StreamWatch;

/// <summary>
/// One alert for each venue and kind that is in trouble on this silo. What is open is asked of the alerts themselves, so a restart clears
/// what it does not find any more; what a silo has left behind that is gone, of its recording too, is cleared by the others.
/// </summary>
internal sealed class StreamAlerts(IGrainFactory grains, ILocalSiloDetails local)
{
    public const string Prefix = "streams-stalled/";

    private const int LongestName = 100;

    /// <summary>Raises and clears until the open alerts of this silo are those of <paramref name="troubles"/>.</summary>
    public async Task TellAsync(IReadOnlyList<StreamTrouble> troubles)
    {
        var alerts = grains.GetGrain<IAlertsGrain>(IAlertsGrain.Key);
        var mine = PrefixOf(local.Name);
        var open = (await alerts.ListAsync(openOnly: true, IAlertsGrain.MaxLimit))
            .Select(alert => alert.Key).Where(key => key.StartsWith(Prefix, StringComparison.Ordinal) || CaptureAlerts.IsOne(key)).ToHashSet();
        var wanted = troubles.ToDictionary(trouble => $"{mine}{trouble.Venue}/{MarketMetrics.NameOf(trouble.Kind)}");
        foreach (var (key, trouble) in wanted.Where(entry => !open.Contains(entry.Key)))
            await alerts.RaiseAsync(key, SeverityOf(trouble), TitleOf(trouble), DetailOf(trouble));
        foreach (var key in open.Where(key => key.StartsWith(mine, StringComparison.Ordinal) && !wanted.ContainsKey(key)))
            await alerts.ClearAsync(key);
        await ClearOfGoneSilosAsync(alerts, [.. open.Where(key => !IsOf(local.Name, key))]);
    }

    private async Task ClearOfGoneSilosAsync(IAlertsGrain alerts, string[] keys)
    {
        if (keys.Length == 0)
            return;
        var hosts = await grains.GetGrain<IManagementGrain>(0).GetDetailedHosts(true);
        var present = hosts.Select(host => host.SiloName ?? "").ToArray();
        foreach (var key in keys.Where(key => !present.Any(silo => IsOf(silo, key))))
            await alerts.ClearAsync(key);
    }

    private static bool IsOf(string silo, string key) => key.StartsWith(PrefixOf(silo), StringComparison.Ordinal) || CaptureAlerts.IsOf(silo, key);

    private static string PrefixOf(string silo)
    {
        var name = silo.Replace('/', '_');
        return $"{Prefix}{(name.Length > LongestName ? name[..LongestName] : name)}/";
    }

    private static AlertSeverity SeverityOf(StreamTrouble trouble) =>
        trouble.Count * 2 >= trouble.Total ? AlertSeverity.Critical : AlertSeverity.Warning;

    private static string TitleOf(StreamTrouble trouble) => $"{MarketMetrics.NameOf(trouble.Kind)} streams of {trouble.Venue} bring nothing";

    private string DetailOf(StreamTrouble trouble) => string.Create(
        CultureInfo.InvariantCulture,
        $"{trouble.Count} of {trouble.Total} {MarketMetrics.NameOf(trouble.Kind)} streams of {trouble.Venue} are stalled, worst {trouble.Worst} for {trouble.WorstFor.TotalSeconds:0} s; seen on {local.Name}.");
}
