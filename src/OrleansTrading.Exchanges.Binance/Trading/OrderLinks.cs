using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Exchanges.Binance.Trading;

/// <summary>
/// Which order of the venue is which of ours. Executions name the venue's order alone, and a conditional order becomes, once triggered,
/// an order with a number of its own, which the event of the trigger names; its client id is usually the conditional order's, but that is
/// not documented. Safe for any number of threads.
/// </summary>
internal sealed class OrderLinks
{
    /// <summary>Beyond so many the oldest are forgotten; they are asked for again when they are needed.</summary>
    public const int MostKept = 20_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Symbol, string VenueId), string> _ids = [];
    private readonly Queue<(string Symbol, string VenueId)> _oldest = [];
    /// <summary>Oldest first. The end of one may never be heard of, so these are bounded too: many more than the venue lets wait at a time.</summary>
    private readonly OrderedDictionary<string, (string Symbol, OrderSide Side)> _waiting = [];
    private readonly HashSet<string> _own = [];
    private readonly Queue<string> _oldestOwn = [];

    /// <summary>The order is going to be sent: whatever names it is ours.</summary>
    public void Own(Order order, string symbol)
    {
        lock (_gate)
        {
            if (_own.Add(order.Id))
            {
                _oldestOwn.Enqueue(order.Id);
                if (_oldestOwn.Count > MostKept)
                    _own.Remove(_oldestOwn.Dequeue());
            }

            if (order.Spec.IsConditional)
                Await(order.Id, symbol, order.Spec.Side);
        }
    }

    /// <summary>A conditional order waits at the venue for its trigger.</summary>
    public void Wait(string ourId, string symbol, OrderSide side)
    {
        lock (_gate)
            Await(ourId, symbol, side);
    }

    /// <summary>A conditional order waits no more.</summary>
    public void Leave(string ourId)
    {
        lock (_gate)
            _waiting.Remove(ourId);
    }

    public void Link(string symbol, string venueId, string ourId)
    {
        lock (_gate)
        {
            if (!_ids.ContainsKey((symbol, venueId)))
            {
                _oldest.Enqueue((symbol, venueId));
                if (_oldest.Count > MostKept)
                    _ids.Remove(_oldest.Dequeue());
            }

            _ids[(symbol, venueId)] = ourId;
        }
    }

    public string? Find(string symbol, string venueId)
    {
        lock (_gate)
            return _ids.GetValueOrDefault((symbol, venueId));
    }

    /// <summary>
    /// Whether an order of the venue that names <paramref name="clientId"/> may be one of our conditional orders under another name: nobody
    /// knows it, and one on its side waits for its trigger.
    /// </summary>
    public bool MayBeTriggered(string symbol, OrderSide side, string clientId)
    {
        lock (_gate)
            return !_own.Contains(clientId) && !_waiting.ContainsKey(clientId) && _waiting.Values.Any(waiting => waiting == (symbol, side));
    }

    private void Await(string ourId, string symbol, OrderSide side)
    {
        _waiting[ourId] = (symbol, side);
        if (_waiting.Count > MostKept)
            _waiting.RemoveAt(0);
    }
}
