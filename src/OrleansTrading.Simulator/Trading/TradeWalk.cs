using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Trading;

/// <summary>Goes through a symbol's trades in the order of time, once each.</summary>
internal sealed class TradeWalk(SymbolMarket market)
{
    private readonly TradeBlock _block = new();
    private long _bucket;
    private int _position;
    private bool _started;

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

    /// <summary>The next trade, if it is not after <paramref name="until"/>.</summary>
    public bool TryNext(long until, out Trade trade)
    {
        trade = default;
        while (_started)
        {
            if (_position < _block.Count)
            {
                trade = _block[_position];
                if (trade.Time > until)
                    return false;
                _position++;
                return true;
            }

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
        market.FillTrades(bucket, _block);
    }
}
