using Microsoft.Extensions.Logging;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Grains.Symbols;

/// <summary>
/// Holds guards and resting paper orders of accounts against every trade and mark price of a symbol. A price that is near nothing costs a
/// few comparisons for each guard and no memory; with nothing to watch it costs a look at two empty arrays.
/// </summary>
internal sealed partial class MarketWatch(
    InstrumentId instrument, Func<string, IAccountGrain> accounts, AccountCaller caller, TimeProvider time, TimeSpan duration, ILogger logger) : IMarketFollower
{
    private readonly Dictionary<string, WatchingAccount> _accounts = [];

    /// <summary>Guards that fired and whose accounts have let their watch lapse before they answered.</summary>
    private readonly List<Task> _left = [];

    // What the hot path goes through; made anew whenever an account has renewed its watch.
    private WatchedGuard[] _guards = [];
    private (WatchingAccount Account, PaperTrack Track)[] _orders = [];

    public bool IsEmpty => _accounts.Count == 0;

    /// <summary>Whether a price may close or fill something.</summary>
    public bool HasWork => _guards.Length + _orders.Length > 0;

    /// <summary>
    /// Whether an account has not answered what has fired. Only this activation knows of it: where the price recovers, one that begins elsewhere would never fire it again.
    /// </summary>
    public bool IsTelling => _left.Exists(telling => !telling.IsCompleted) || _accounts.Values.Any(account => account.IsTelling);

    /// <summary>Of guards that fired and are not answered.</summary>
    public Task[] GuardTellings => [.. _left.Where(telling => !telling.IsCompleted), .. _accounts.Values.SelectMany(account => account.GuardTellings)];

    /// <summary>Takes an account's watch in place of its last one.</summary>
    /// <param name="watch">The watch.</param>
    /// <param name="venueNow">The venue's time, Unix milliseconds.</param>
    /// <param name="prices">What the market is at now, as far as it is fresh: new guards are held to it at once.</param>
    public IEnumerable<GuardMove> Renew(AccountWatch watch, long venueNow, ReadOnlySpan<double> prices)
    {
        if (!_accounts.TryGetValue(watch.Account, out var account))
            _accounts[watch.Account] = account = new WatchingAccount(watch.Account, accounts(watch.Account), caller);
        var begun = account.Renew(watch, time.GetTimestamp(), venueNow);
        Arrange();
        foreach (var guard in begun)
        {
            foreach (var price in prices)
                Judge(guard, price, GuardPriceKind.Mark, venueNow);
        }

        return account.Guards.Select(guard => guard.Move);
    }

    /// <summary>How far an account's trailing orders on paper have come.</summary>
    public IEnumerable<PaperTrail> TrailsOf(string account) =>
        _accounts.TryGetValue(account, out var watching) ? watching.Orders.Select(track => track.Trail).OfType<PaperTrail>() : [];

    public void OnTrade(in AggTrade trade, bool isRepaired)
    {
        var kind = isRepaired ? GuardPriceKind.LateTrade : GuardPriceKind.Trade;
        foreach (var guard in _guards)
            Judge(guard, trade.Price, kind, trade.EventTime);
        foreach (var (account, track) in _orders)
        {
            if (track.OnTrade(trade, isRepaired) is { } touch)
                account.Touch(touch);
        }
    }

    public void OnMarkPrice(in MarkPrice mark)
    {
        foreach (var guard in _guards)
            Judge(guard, mark.Price, GuardPriceKind.Mark, mark.EventTime);
    }

    /// <summary>Drops watches that were not renewed, and ends what has no more time.</summary>
    public void OnTick(long venueNow, double lastPrice)
    {
        if (_accounts.Count == 0)
            return;
        foreach (var (name, account) in _accounts)
        {
            if (time.GetElapsedTime(account.RenewedAt) < duration)
                continue;
            // One that has nothing here any more ends its watch by no longer renewing it.
            if (account.Guards.Count > 0)
                LogLapsed(logger, instrument, name, account.Guards.Count);
            _left.RemoveAll(telling => telling.IsCompleted);
            _left.AddRange(account.GuardTellings);
            _accounts.Remove(name);
            Arrange();
        }

        foreach (var guard in _guards)
        {
            if (guard.Track.OnTime(venueNow, lastPrice) is { } trigger)
                Fire(guard, trigger);
        }
    }

    private void Judge(WatchedGuard guard, double price, GuardPriceKind kind, long at)
    {
        while (guard.Track.OnPrice(price, kind, at) is { } trigger)
            Fire(guard, trigger);
    }

    private void Fire(WatchedGuard guard, GuardTrigger trigger)
    {
        LogTriggered(logger, trigger.Position.ToString(), trigger.GuardId, trigger.Cause, trigger.TriggerPrice, trigger.MarketPrice, trigger.Share);
        guard.Fire(trigger);
    }

    private void Arrange()
    {
        _guards = [.. _accounts.Values.SelectMany(account => account.Guards)];
        _orders = [.. _accounts.Values.SelectMany(account => account.Orders.Select(track => (account, track)))];
    }
}
