using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Domain.Tests.Streams;

/// <summary>The ledger by one set of everything that is dealt with.</summary>
internal sealed class LedgerOracle
{
    private readonly HashSet<long> _done = [];
    private long? _first;
    private long _newest;

    public long GivenUp { get; private set; }

    public List<long> Missing { get; private set; } = [];

    public TradeOutcome Take(long id)
    {
        if (_first is null)
            (_first, _newest) = (id, id);
        if (id < _first || !_done.Add(id))
            return TradeOutcome.Known;
        _newest = Math.Max(_newest, id);
        Look();
        return TradeOutcome.New;
    }

    public long GiveUp(IdRange range)
    {
        var lost = Missing.Count(id => id >= range.From && id <= range.To && _done.Add(id));
        GivenUp += lost;
        Look();
        return lost;
    }

    private void Look()
    {
        Missing = [];
        for (var id = _first ?? 0; id < _newest; id++)
        {
            if (!_done.Contains(id))
                Missing.Add(id);
        }
    }
}
