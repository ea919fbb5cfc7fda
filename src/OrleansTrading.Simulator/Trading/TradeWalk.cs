using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Trading;

/// <summary>Goes through a symbol's trades in the order of time, once each.</summary>
internal sealed class TradeWalk(SymbolMarket market)
{
    private readonly TradeBlock _block = new();
    private long _bucket;
    private int _position;
    private bool _started;
    private int _version;

    /// <summary>The next trade is the first after <paramref name="time"/>.</summary>
    public void Start(long time)
    {
        _started = time >= market.FirstTime;
        if (_started)
        {
            Enter(market.Bucket.OpenOf(Math.Min(time, market.EndTime - 1)));
            _position = _block.CountUntil(time);
        }
    }

    /// <summary>When the next trade is, if it is not after <paramref name="until"/>; else <see cref="long.MaxValue"/>.</summary>
    public long NextTime(long until) => Seek(until) ? _block[_position].Time : long.MaxValue;

    /// <summary>The next trade, if it is not after <paramref name="until"/>.</summary>
    public bool TryNext(long until, out Trade trade)
    {
        var found = Seek(until);
        trade = found ? _block[_position++] : default;
        return found;
    }

    // Whether the trade at the position is there, and not after the time.
    private bool Seek(long until)
    {
        if (_started && _version != market.Version)
            Fill();
        while (_started)
        {
            if (_position < _block.Count)
                return _block[_position].Time <= until;
            var next = market.Bucket.Next(_bucket);
            if (next > until || next >= market.EndTime)
                return false;
            Enter(next);
        }

        return false;
    }

    private void Enter(long bucket)
    {
        _bucket = bucket;
        _position = 0;
        Fill();
    }

    private void Fill()
    {
        _version = market.Version;
        market.FillTrades(_bucket, _block);
    }
}
