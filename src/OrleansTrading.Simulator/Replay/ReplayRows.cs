using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Replay;

/// <summary>All that was read of one symbol. A time that is there twice counts once, as read last.</summary>
internal sealed class ReplayRows
{
    private readonly Dictionary<VenueInterval, SortedDictionary<long, KlineRow>> _klines = [];
    private readonly SortedDictionary<long, TradeRow> _trades = [];
    private string? _venue;

    public IReadOnlyDictionary<VenueInterval, SortedDictionary<long, KlineRow>> Klines => _klines;

    public IReadOnlyCollection<TradeRow> Trades => _trades.Values;

    public RecordedFunding Funding { get; } = new();

    /// <summary>Whether there is anything that prices can be made of.</summary>
    public bool IsPlayable => _trades.Count + _klines.Count > 0;

    /// <summary>Notes which venue a capture is of; two venues' trades are not one market.</summary>
    public void From(string venue, string file)
    {
        if (_venue is not null && _venue != venue)
        {
            throw new InvalidDataException($"{file}: expected captures of one venue for a symbol, found '{venue}' beside '{_venue}'.");
        }

        _venue = venue;
    }

    public void AddFunding(IEnumerable<FundingRow> rows) => Funding.Add(rows);

    public void AddOpenInterest(IEnumerable<OpenInterestRow> rows) => Funding.Add(rows);

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
