using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Streams;

/// <summary>
/// What one sink is told of a stream while two connections carry it: everything once and in order. Not thread-safe; the
/// subscriber's lock guards it.
/// Invariant: each connection brings what the venue has sent since it subscribed, in order; the old one subscribed first. So
/// what the new one brings may be told only when the old one cannot bring anything that lies before it: from then on the new one
/// has joined, and what comes second, by either, is a repeat.
/// </summary>
internal sealed class StreamOverlap(StreamKind kind, bool hasIds)
{
    private const long None = long.MinValue;

    private MarketStream? _successor;
    private MarketStream? _remaining;

    /// <summary>The newest that was told: an id, or an event time where the venue gives no ids.</summary>
    private long _last = None;

    /// <summary>The newest that the new connection has brought and that was held back.</summary>
    private long _seen = None;
    private bool _joined;

    /// <summary>The new connection begins anew: the next that it brings follows nothing.</summary>
    private bool _anew;

    /// <summary>The new connection's numbers have replaced the old one's: what the old one brings cannot be put in order any more.</summary>
    private bool _replaced;
    private KlineProgress _candle = KlineProgress.None;
    private long _firstOpenTime = None;

    /// <summary>Something was held back that the old connection has not brought yet.</summary>
    public bool IsBehind => !_joined && !_replaced && _seen > _last;

    /// <summary>One connection is left, and it has passed all that was told: nothing can come twice any more.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The old connection's book, should it go on alone, does not continue what was told.</summary>
    public bool IsReplaced => _replaced;

    public void Begin(MarketStream successor)
    {
        (_successor, _remaining, IsOver) = (successor, null, false);
        (_seen, _joined, _anew, _replaced, _firstOpenTime) = (None, false, false, false, None);
    }

    /// <summary>Only this one is left; the other brings nothing any more.</summary>
    public void End(MarketStream remaining)
    {
        (_remaining, _successor) = (remaining, null);
        IsOver = _replaced || (_last == None && _candle.OpenTime == None);
    }

    /// <summary>The sink is told anew where the stream stands, by the new connection's subscription: what lies before is asked for otherwise.</summary>
    public void Join() => (_joined, _anew) = (true, true);

    /// <summary>The new connection has to be asked for the stream again: what it brings does not follow what it has brought.</summary>
    public void Part() => (_joined, _anew) = (false, false);

    public bool IsSuccessor(MarketStream origin) => origin == _successor;

    /// <summary>Whether nothing is missing if the old connection brings no more.</summary>
    /// <param name="isDrained">Whether the old one has brought everything that the venue had sent on it.</param>
    public bool IsComplete(bool isDrained) => isDrained ? !IsBehind : _joined || _replaced;

    public bool Admits(MarketStream origin, in MarketEvent marketEvent)
    {
        var isNew = origin == _successor;
        if (kind == StreamKind.Kline)
            return AdmitsCandle(isNew, in marketEvent);
        if (!hasIds)
            return _remaining is not null || isNew || !_replaced;
        var id = KeyOf(in marketEvent);
        var previous = kind == StreamKind.Trade ? id - 1 : None;
        return Admits(isNew, previous, id);
    }

    public void Told(MarketStream origin, in MarketEvent marketEvent)
    {
        if (kind == StreamKind.Kline)
            ToldCandle(origin == _successor, in marketEvent);
        else if (hasIds)
            Told(origin, KeyOf(in marketEvent));
        else
            ToldUnnumbered(origin);
    }

    public bool Admits(MarketStream origin, in DepthUpdate update)
    {
        var isNew = origin == _successor;
        if (_replaced)
            return isNew;
        return update.IsSnapshot || Admits(isNew, update.PreviousFinalUpdateId, update.FinalUpdateId);
    }

    public void Told(MarketStream origin, in DepthUpdate update)
    {
        if (update.IsSnapshot && origin == _successor)
            _replaced = true;
        if (!_replaced)
            Told(origin, update.FinalUpdateId);
        else
            IsOver = _remaining is not null;
    }

    /// <param name="isNew">Whether the new connection brings it.</param>
    /// <param name="previous">What lies directly before it; unknown where ids have gaps.</param>
    /// <param name="id">What it is known by.</param>
    private bool Admits(bool isNew, long previous, long id)
    {
        if (id <= _last)
        {
            // All up to here has been told, and what follows it the new connection brings too.
            _joined |= isNew;
            _anew &= !isNew;
            return false;
        }

        if (!isNew)
            return true;
        if (previous != None && !_anew)
            _joined = previous <= _last;
        if (!_joined)
            _seen = id;
        return _joined;
    }

    private void Told(MarketStream origin, long id)
    {
        _last = id;
        _anew &= origin != _successor;
        if (origin == _successor || (_seen != None && _last >= _seen))
            _joined = true;
        IsOver = _remaining is not null;
    }

    private void ToldUnnumbered(MarketStream origin)
    {
        _replaced |= origin == _successor;
        IsOver = _remaining is not null;
    }

    /// <remarks>A frame holds the whole candle, so the newest one is enough; but each candle's closing must come, however late.</remarks>
    private bool AdmitsCandle(bool isNew, in MarketEvent marketEvent)
    {
        if (isNew && _firstOpenTime == None)
            _firstOpenTime = marketEvent.Id;
        return _candle.Admits(in marketEvent);
    }

    private void ToldCandle(bool isNew, in MarketEvent marketEvent)
    {
        _candle.Take(in marketEvent);
        // The old one has come to a candle that the new one has from its beginning or has seen: no closing before it is on its way.
        _joined |= !isNew && _firstOpenTime != None && _candle.OpenTime >= _firstOpenTime;
        IsOver = _remaining is not null;
    }

    private long KeyOf(in MarketEvent marketEvent) => kind is StreamKind.Trade or StreamKind.BookTicker ? marketEvent.Id : marketEvent.EventTime;
}
