using OrleansTrading.Contracts.Accounts;

namespace OrleansTrading.Grains.Symbols;

/// <summary>
/// What accounts have asked the symbol to watch. An account renews its watch; one that does not loses it with its hold. What fired before is told until it is answered.
/// </summary>
internal sealed partial class SymbolGrain
{
    private static readonly TimeSpan WatchDuration = TimeSpan.FromMinutes(1);

    /// <summary>A price older than this says nothing of the market now.</summary>
    private static readonly TimeSpan FreshPrice = TimeSpan.FromSeconds(10);

    /// <summary>What an activation that goes away waits for accounts that do not answer.</summary>
    private static readonly TimeSpan LongestTelling = TimeSpan.FromSeconds(2);

    private MarketWatch? _watch;
    private AccountCaller? _caller;

    public async Task<WatchAnswer> WatchAsync(AccountWatch watch)
    {
        // Watched before anything is awaited: what comes meanwhile counts.
        var fresh = _tape.FreshPrices(time, FreshPrice);
        GuardMove[] moves = [.. Watch.Renew(watch, _venue.Clock.Now, fresh)];
        Drain();
        await HoldAsync($"account/{watch.Account}", WatchDuration);
        return new WatchAnswer([.. moves], (decimal?)_tape.Mark?.Price, (decimal?)_tape.LastPrice, _tape.DataAge(time))
        {
            Trails = [.. Watch.TrailsOf(watch.Account)],
            FreshPrice = fresh.Length > 0 ? (decimal)fresh[^1] : null,
        };
    }

    private MarketWatch Watch => _watch ??= new MarketWatch(
        _instrument, account => GrainFactory.GetGrain<IAccountGrain>(account), _caller = new AccountCaller(_instrument, time, logger), time, WatchDuration, logger);

    /// <summary>Gives accounts what is left of their time to answer guards that fired: nobody else tells them.</summary>
    private async Task TellLastAsync(long begun, CancellationToken cancellationToken)
    {
        var left = LongestTelling - time.GetElapsedTime(begun);
        if (_watch?.GuardTellings is { Length: > 0 } tellings && left > TimeSpan.Zero)
            await Task.WhenAny(Task.WhenAll(tellings), Task.Delay(left, time, cancellationToken));
        _caller?.Stop();
    }

    private void LookAtWatches()
    {
        if (_watch is { IsEmpty: false })
            _watch.OnTick(_venue.Clock.Now, _tape.LastPrice ?? _tape.Mark?.Price ?? 0);
        _followed?.IsWatched = _watch is { IsEmpty: false };
    }
}
