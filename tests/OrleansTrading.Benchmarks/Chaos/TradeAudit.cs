using OrleansTrading.Contracts.Capture;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.TestKit;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>Trades as they are recorded, on the disks of all silos that there ever were: complete, the market's own, each once; what is missing was told as lost.</summary>
internal sealed class TradeAudit(StormRig rig, StormLog log)
{
    /// <remarks>What a silo that is gone had in memory is asked for again, and written with the next files.</remarks>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Waits until the recording of every symbol has begun, and all silos know it: what comes from then on has to be there.</summary>
    public Task BeginAsync() => Eventually.TrueAsync(
        async () => (await Task.WhenAll(rig.Instruments.Select(instrument =>
            rig.Cluster.Grains.GetGrain<IRecordedTradesGrain>(instrument.Venue).FindAsync(instrument.Symbol)))).All(mark => mark is not null),
        Patience);

    /// <param name="from">From which venue time on they have to be there, Unix milliseconds.</param>
    /// <param name="now">Up to which.</param>
    public async Task RunAsync(long from, long now)
    {
        var (compared, onSeveral, lost, until) = (0, 0, 0L, log.Elapsed + Patience);
        foreach (var instrument in rig.Instruments)
        {
            var truth = await rig.Venue.GetTradesAsync(instrument.Symbol, from, now);
            var disks = Read(instrument);
            while (TradeComparison.Untold(TradeComparison.Missing(truth, disks), rig.ToldAsLost(instrument)) > 0 && log.Elapsed < until)
            {
                await Task.Delay(Pause, TimeProvider.System);
                disks = Read(instrument);
            }

            foreach (var fault in TradeComparison.Faults(truth, disks, rig.ToldAsLost(instrument)))
                log.Violate($"{instrument}: {fault}");
            (compared, lost) = (compared + truth.Count, lost + TradeComparison.Missing(truth, disks).Count);
            onSeveral += disks.SelectMany(disk => disk.Select(trade => trade.Id).Distinct()).CountBy(id => id).Count(trade => trade.Value > 1);
        }

        log.Say($"audit: {compared} trades of {rig.Instruments.Count} symbols compared with the market, recorded on {rig.Disks.Paths.Count} disks; {onSeveral} lie on several, {lost} are on none");
    }

    private List<List<StormTrade>> Read(InstrumentId instrument) => [.. rig.Disks.Paths.Select(disk => RecordedMarket.Read(disk, instrument))];
}
