using System.Collections.Concurrent;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>
/// A client of an account all of whose positions are opened with a stop. The market, or the stop, closes them, and they are opened again. Meanwhile it
/// is watched whether what protects them is evaluated.
/// </summary>
internal sealed class GuardLoad(StormRig rig, StormLog log, StormCaller caller, Troubles troubles, int seed)
{
    public const string Account = StormCluster.Guarded;
    private const string By = "storm";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly Dictionary<InstrumentId, TimeSpan> _unwatchedSince = [];

    public ConcurrentQueue<OrderAnswer> Answers { get; } = [];

    /// <summary>Longest that the guard of a position was not evaluated, other trouble not counted.</summary>
    public TimeSpan LongestUnwatched { get; private set; }

    private IAccountGrain Grain => rig.Cluster.Grains.GetGrain<IAccountGrain>(Account);

    public async Task RunAsync(CancellationToken over)
    {
        var random = new Random(seed * 37);
        for (var number = 0; !over.IsCancellationRequested; number++)
        {
            if (await LookAsync() is { } held && rig.Instruments.Where(instrument => !held.Contains(instrument)).ToList() is { Count: > 0 } free)
                await OpenAsync(random, $"guarded-{seed}-{number}", free[random.Next(free.Count)]);
            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>The market falls through every stop below it and rises through every stop above it: nothing may be left. Answers how long each took.</summary>
    public async Task<IReadOnlyList<TimeSpan>> TryStopsAsync(TimeSpan patience)
    {
        var took = new List<TimeSpan>();
        foreach (var percent in new[] { -6.0, 6.0 })
        {
            var wanted = (await Grain.GetPositionsAsync()).Where(position => position.Position.Quantity * (decimal)percent < 0).Select(position => position.Position.Key).ToHashSet();
            if (wanted.Count == 0)
                continue;
            foreach (var key in wanted)
                await rig.Venue.InjectAsync(new VenueFault("price", key.Instrument.Symbol, Venue: key.Instrument.Venue, Percent: percent, DurationMs: 60_000));
            var begun = log.Elapsed;
            while (wanted.Count > 0 && log.Elapsed - begun < patience)
            {
                wanted.IntersectWith((await Grain.GetPositionsAsync()).Where(position => !position.Position.IsFlat).Select(position => position.Position.Key));
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }

            took.Add(log.Elapsed - begun);
            if (wanted.Count > 0)
                log.Violate($"The market moved {percent} % beyond the stops, and after {patience.TotalSeconds:0} s {string.Join(", ", wanted)} were still open.");
            await rig.Venue.ClearAsync();
        }

        return took;
    }

    /// <summary>Instruments that are held; null when the account cannot be asked now.</summary>
    private async Task<HashSet<InstrumentId>?> LookAsync()
    {
        try
        {
            var positions = (await Grain.GetPositionsAsync()).Where(position => !position.Position.IsFlat).ToList();
            foreach (var position in positions)
                Watch(position.Position.Key.Instrument, position.IsGuardLive);
            foreach (var closed in _unwatchedSince.Keys.Except(positions.Select(position => position.Position.Key.Instrument)).ToList())
                Watch(closed, isWatched: true);
            return [.. positions.Select(position => position.Position.Key.Instrument)];
        }
        catch (Exception failure) when (Expected.IsOfAStorm(failure))
        {
            return null;
        }
    }

    private void Watch(InstrumentId instrument, bool isWatched)
    {
        if (!isWatched)
        {
            _unwatchedSince.TryAdd(instrument, log.Elapsed);
            return;
        }

        if (!_unwatchedSince.Remove(instrument, out var since))
            return;
        var unwatched = log.Elapsed - since - troubles.Within(since, log.Elapsed);
        LongestUnwatched = unwatched > LongestUnwatched ? unwatched : LongestUnwatched;
        if (unwatched > LiveWatch.Within)
            log.Violate($"The guard of {instrument} was not evaluated for {unwatched.TotalSeconds:F1} s; expected at most {LiveWatch.Within.TotalSeconds:0} s.");
    }

    private async Task OpenAsync(Random random, string key, InstrumentId instrument)
    {
        var isLong = random.Next(2) == 0;
        var distance = random.Next(10, 200) / 10_000m;
        if (await PriceAsync(instrument) is not { } price)
            return;
        var stop = Math.Round(price * (isLong ? 1 - distance : 1 + distance), 6);
        GuardTarget[] targets = random.Next(3) == 0 ? [new GuardTarget(Math.Round(price * (isLong ? 1 + distance : 1 - distance), 6), 0.5m)] : [];
        var plan = new GuardPlan(stop, [.. targets], random.Next(3) == 0 ? 0.3m : null, null, null, null);
        var order = new PlaceOrder(
            key, OrderPurpose.Manual, instrument, isLong ? OrderSide.Buy : OrderSide.Sell, null, OrderType.Market, null, random.Next(300, 2_000), null, null, null,
            TimeInForce.GoodTillCancel, false, plan, By);
        if (await caller.AskAsync($"Order {key}", () => Grain.PlaceAsync(order), OrderLoad.IsAnswer) is { } result)
            Answers.Enqueue(OrderAnswer.Of(Account, key, result, hasGuards: true));
    }

    private async Task<decimal?> PriceAsync(InstrumentId instrument)
    {
        try
        {
            return (decimal?)(await rig.Cluster.Grains.GetGrain<ISymbolGrain>(instrument.ToString()).GetSnapshotAsync()).LastPrice;
        }
        catch (Exception failure) when (Expected.IsOfAStorm(failure))
        {
            return null;
        }
    }
}
