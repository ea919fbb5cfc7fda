using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Replay;

/// <summary>All that was read of one symbol. A time that is there twice counts once, as read last.</summary>
internal sealed class ReplayRows
{
    private readonly Dictionary<VenueInterval, SortedDictionary<long, KlineRow>> _klines = [];
    private readonly SortedDictionary<long, TradeRow> _trades = [];

    public IReadOnlyDictionary<VenueInterval, SortedDictionary<long, KlineRow>> Klines => _klines;

    public IReadOnlyCollection<TradeRow> Trades => _trades.Values;

    public void AddKlines(VenueInterval interval, IEnumerable<KlineRow> rows)
    {
        if (!_klines.TryGetValue(interval, out var known))
        {
            _klines.Add(interval, known = []);
        }

        foreach (var row in rows)
        {
            known[row.OpenTime] = row;
        }
    }

    public void AddTrades(IEnumerable<TradeRow> rows)
    {
        foreach (var row in rows)
        {
            _trades[row.Id] = row;
        }
    }
}
