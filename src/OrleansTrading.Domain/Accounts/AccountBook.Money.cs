using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Accounts;

public sealed partial class AccountBook
{
    private const long Day = 86_400_000;

    private readonly Dictionary<PositionKey, Position> _positions = [];
    private readonly Dictionary<string, decimal> _cash = [];
    private readonly Dictionary<string, decimal> _fees = [];
    private readonly RecentIds<(InstrumentId, string)> _fills = new(MaxFillIds);
    private readonly Queue<NumberedFill> _recentFills = [];
    private readonly RecentIds<string> _moves = new(MaxCashIds);
    private readonly Dictionary<(InstrumentId, string), (decimal Quantity, decimal Value, long Time)> _unlinked = [];

    /// <summary>Positions, those that have become flat too.</summary>
    public IReadOnlyDictionary<PositionKey, Position> Positions => _positions;

    /// <summary>Wallet balances by asset; unrealised profit is not in them.</summary>
    public IReadOnlyDictionary<string, decimal> Cash => _cash;

    /// <summary>Fees paid since the beginning, by what they were paid in.</summary>
    public IReadOnlyDictionary<string, decimal> Fees => _fees;

    /// <summary>Profit of all that was closed since the beginning, before fees and funding, in <see cref="Asset"/>.</summary>
    public decimal Realised { get; private set; }

    /// <summary>Funding received less funding paid since the beginning, in <see cref="Asset"/>.</summary>
    public decimal Funding { get; private set; }

    /// <summary>The highest equity that was marked, deposits and withdrawals since then counted in.</summary>
    public decimal PeakEquity { get; private set; }

    /// <summary>Equity at the first mark of <see cref="EquityDay"/>, deposits and withdrawals since then counted in.</summary>
    public decimal DayEquity { get; private set; }

    /// <summary>Days since 1970-01-01 UTC.</summary>
    public long EquityDay { get; private set; }

    /// <summary>Time of the newest mark, Unix milliseconds; 0 when there is none.</summary>
    public long EquityMarkedAt { get; private set; }

    /// <summary>Number of the last event that moved cash; 0 when none did.</summary>
    public long CashActivity { get; private set; }

    /// <summary>How many executions were booked.</summary>
    public long FillCount { get; private set; }

    /// <summary>The newest executions, <see cref="MaxRecentFills"/> at most, the oldest first.</summary>
    public IReadOnlyCollection<NumberedFill> RecentFills => _recentFills;

    public static long DayOf(long time) => time / Day;

    public Position PositionOf(PositionKey key) => _positions.TryGetValue(key, out var position) ? position : new Position(key, 0, 0);

    /// <summary>Whether an execution is booked, or so old that it must be taken for booked.</summary>
    public bool IsBooked(Fill fill) => _fills.Contains((fill.Instrument, fill.TradeId), fill.Time);

    /// <summary>Whether a movement of cash is booked, or so old that it must be taken for booked.</summary>
    public bool IsBooked(CashMoved move) => _moves.Contains(move.Id, move.Time);

    /// <summary>The order that an execution is of, as far as it is known yet.</summary>
    public Order? FindOrder(Fill fill) =>
        (fill.OrderId is { } id ? FindOrder(id) : null) ?? (fill.VenueOrderId is { } venueId ? FindByVenueId(fill.Instrument, venueId) : null);

    private void Book(FillBooked booked)
    {
        var fill = booked.Fill;
        _fills.Add((fill.Instrument, fill.TradeId), fill.Time);
        FillCount++;
        _recentFills.Enqueue(new NumberedFill(Version, fill));
        if (_recentFills.Count > MaxRecentFills)
            _recentFills.Dequeue();
        CashActivity = Version;
        _activity[fill.Instrument] = Version;

        var key = new PositionKey(fill.Instrument, fill.PositionSide);
        var change = PositionMath.Fill(PositionOf(key), fill.SignedQuantity, fill.Price, fill.Time);
        var feeCounts = fill.FeeAsset == Asset && fill.Fee != 0;
        Put(feeCounts ? change.Position with { Fees = change.Position.Fees + fill.Fee } : change.Position);
        if (change.WasClosed)
            DropGuard(key);

        Realised += change.Realised;
        AddCash(Asset, change.Realised);
        if (fill.Fee != 0)
        {
            AddCash(fill.FeeAsset, -fill.Fee);
            _fees[fill.FeeAsset] = _fees.GetValueOrDefault(fill.FeeAsset) + fill.Fee;
        }

        Count(fill);
    }

    private void Count(Fill fill)
    {
        if (FindOrder(fill) is { } order)
        {
            var counted = OrderMachine.Book(order, fill.Quantity, fill.Price, fill.Time).Order;
            Keep(Link(counted with { VenueId = counted.VenueId ?? fill.VenueOrderId }));
        }
        else if (fill.VenueOrderId is { } venueId && (_unlinked.Count < MaxUnlinked || _unlinked.Remove(_unlinked.Keys.First())))
        {
            var early = _unlinked.GetValueOrDefault((fill.Instrument, venueId));
            _unlinked[(fill.Instrument, venueId)] = (early.Quantity + fill.Quantity, early.Value + (fill.Quantity * fill.Price), fill.Time);
        }
    }

    private void Move(CashMoved moved)
    {
        _moves.Add(moved.Id, moved.Time);
        CashActivity = Version;
        AddCash(moved.Asset, moved.Amount);
        if (moved.Asset != Asset)
            return;
        if (moved.Reason is CashReason.Opening or CashReason.Deposit or CashReason.Withdrawal)
            (PeakEquity, DayEquity) = (PeakEquity + moved.Amount, DayEquity + moved.Amount);
        if (moved.Reason != CashReason.Funding)
            return;
        Funding += moved.Amount;
        if (moved.Position is { } key && _positions.TryGetValue(key, out var position) && !position.IsFlat)
            Put(position with { Funding = position.Funding + moved.Amount });
    }

    private void Adjust(PositionAdjusted adjusted)
    {
        var before = PositionOf(adjusted.Position);
        var turned = Math.Sign(before.Quantity) != Math.Sign(adjusted.Quantity);
        Put(before with
        {
            Quantity = adjusted.Quantity, Cost = adjusted.Cost, UpdatedAt = adjusted.Time,
            OpenedAt = adjusted.Quantity == 0 ? 0 : turned ? adjusted.Time : before.OpenedAt,
        });
        _activity[adjusted.Position.Instrument] = Version;
        if (turned && !before.IsFlat)
            DropGuard(adjusted.Position);
    }

    private void Mark(EquityMarked marked)
    {
        EquityMarkedAt = marked.Time;
        PeakEquity = Math.Max(PeakEquity, marked.Equity);
        if (DayOf(marked.Time) > EquityDay)
            (EquityDay, DayEquity) = (DayOf(marked.Time), marked.Equity);
    }

    private void AddCash(string asset, decimal amount)
    {
        if (amount != 0)
            _cash[asset] = _cash.GetValueOrDefault(asset) + amount;
    }
}
