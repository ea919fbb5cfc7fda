using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>Looks how long it takes after a kill until every symbol is live again, with fresh data.</summary>
internal sealed class LiveWatch(StormRig rig, StormLog log, Troubles troubles)
{
    public static readonly TimeSpan Within = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private readonly List<TimeSpan> _measured = [];

    /// <summary>How long it took after each kill, trouble that fell into it not counted.</summary>
    public IReadOnlyList<TimeSpan> Measured => _measured;

    public async Task MeasureAsync(string after)
    {
        var begun = log.Elapsed;
        var waiting = rig.Instruments.ToHashSet();
        var last = "";
        while (waiting.Count > 0 && log.Elapsed - begun < Patience)
        {
            foreach (var (instrument, isLive) in await Task.WhenAll(waiting.Select(async instrument => (instrument, await IsLiveAsync(instrument)))))
            {
                if (isLive)
                    waiting.Remove(instrument);
            }

            if (waiting.Count > 0)
            {
                last = string.Join(", ", waiting);
                await Task.Delay(Pause, TimeProvider.System);
            }
        }

        var (took, trouble) = (log.Elapsed - begun, troubles.Within(begun, log.Elapsed));
        lock (_measured)
            _measured.Add(took - trouble);
        log.Say($"{after}: {(waiting.Count == 0 ? "every symbol is live" : $"{string.Join(", ", waiting)} not live")} after {took.TotalSeconds:F1} s{(trouble > TimeSpan.Zero ? $", {trouble.TotalSeconds:F1} s of it without venue or database" : "")}");
        if (waiting.Count > 0 || took - trouble > Within)
            log.Violate($"{after}: the symbols were live again after {took.TotalSeconds:F1} s, {trouble.TotalSeconds:F1} s of it in other trouble; expected within {Within.TotalSeconds:0} s besides that. The last: {last}{(waiting.Count > 0 ? ", not live yet" : "")}.");
    }

    private async Task<bool> IsLiveAsync(InstrumentId instrument)
    {
        try
        {
            var snapshot = await rig.Cluster.Grains.GetGrain<ISymbolGrain>(instrument.ToString()).GetSnapshotAsync();
            return snapshot.Phase == SymbolPhase.Live && snapshot.DataAge < Fresh;
        }
        catch (Exception failure) when (Expected.IsOfAStorm(failure))
        {
            return false;
        }
    }
}
