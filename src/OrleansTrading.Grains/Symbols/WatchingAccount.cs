using System.Collections.Immutable;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Guards;

namespace OrleansTrading.Grains.Symbols;

/// <summary>What one account has asked a symbol to watch.</summary>
internal sealed class WatchingAccount(string account, IAccountGrain grain, AccountCaller caller)
{
    private readonly Dictionary<string, WatchedGuard> _guards = [];
    private readonly Dictionary<string, PaperTrack> _orders = [];
    private readonly List<PaperTouch> _untold = [];
    private int _beingTold;
    private Task _telling = Task.CompletedTask;

    /// <summary>That it has no more, perhaps by an event that it has yet to store, and may yet lose, while they have still something to tell.</summary>
    private Dictionary<string, WatchedGuard> _left = [];

    /// <summary>When it last asked, in ticks of the time provider.</summary>
    public long RenewedAt { get; private set; }

    public IReadOnlyCollection<WatchedGuard> Guards => _guards.Values;

    public IReadOnlyCollection<PaperTrack> Orders => _orders.Values;

    /// <summary>Of guards that fired and that it has not answered yet.</summary>
    public IEnumerable<Task> GuardTellings => _left.Values.Concat(_guards.Values).Select(guard => guard.Telling).Where(telling => !telling.IsCompleted);

    public bool IsTelling => !_telling.IsCompleted || GuardTellings.Any();

    /// <summary>Takes a renewal in place of the last one; answers the guards that are new, or back.</summary>
    public List<WatchedGuard> Renew(AccountWatch watch, long now, long venueNow)
    {
        RenewedAt = now;
        RenewOrders(watch.PaperOrders, venueNow);
        var known = watch.Guards.Select(guard => guard.Id).ToHashSet(StringComparer.Ordinal);
        // One that has told all is over: the account, if it names that guard again, means another one.
        var back = _left.Where(pair => known.Contains(pair.Key) && !pair.Value.Telling.IsCompleted).ToList();
        _left = _left.Concat(_guards).Where(pair => !known.Contains(pair.Key) && !pair.Value.Telling.IsCompleted).ToDictionary();
        foreach (var gone in _guards.Keys.Where(id => !known.Contains(id)).ToList())
            _guards.Remove(gone);
        foreach (var (id, guard) in back)
            _guards.TryAdd(id, guard);

        var begun = back.ConvertAll(pair => pair.Value);
        foreach (var guard in watch.Guards)
        {
            if (_guards.TryGetValue(guard.Id, out var watched))
            {
                watched.Renew(guard);
                continue;
            }

            begun.Add(_guards[guard.Id] = new WatchedGuard(account, new GuardTrack(guard, venueNow), grain, caller));
        }

        return begun;
    }

    /// <summary>Leads a touch to the account: at once, or with the next ones while an answer is awaited.</summary>
    public void Touch(PaperTouch touch)
    {
        _untold.Add(touch);
        if (_telling.IsCompleted)
            _telling = TellAsync();
    }

    private void RenewOrders(ImmutableArray<Domain.Orders.Order> orders, long venueNow)
    {
        var known = orders.ToDictionary(order => order.Id, StringComparer.Ordinal);
        foreach (var gone in _orders.Keys.Where(id => !known.ContainsKey(id)).ToList())
            _orders.Remove(gone);
        // What is on its way now stays at the front; it is taken off when it has been answered.
        for (var i = _untold.Count - 1; i >= _beingTold; i--)
        {
            if (!known.ContainsKey(_untold[i].OrderId))
                _untold.RemoveAt(i);
        }

        foreach (var order in orders)
        {
            if (_orders.TryGetValue(order.Id, out var track))
                track.Renew(order, isTold: !_untold.Exists(touch => touch.OrderId == order.Id));
            else
                _orders[order.Id] = new PaperTrack(order, venueNow);
        }
    }

    private async Task TellAsync()
    {
        while (_untold.Count > 0)
        {
            ImmutableArray<PaperTouch> batch = [.. _untold];
            _beingTold = batch.Length;
            if (!await caller.TellAsync(account, $"a touch of {batch.Length} paper orders", () => grain.TouchAsync(batch)))
                break;
            _untold.RemoveRange(0, _beingTold);
            _beingTold = 0;
        }
    }
}
