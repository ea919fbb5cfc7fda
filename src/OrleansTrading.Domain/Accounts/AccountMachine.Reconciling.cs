using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Accounts;

public sealed partial class AccountMachine
{
    private readonly Dictionary<string, Suspicion> _suspicions = [];
    private readonly HashSet<InstrumentId> _unlisted = [];

    /// <summary>When the account was last found equal to its venue, or made so, Unix milliseconds; null when it has not been since this machine began.</summary>
    public long? ReconciledAt { get; private set; }

    /// <summary>
    /// Compares with what the venue has. Orders: what is open there and not known is followed, what is open here and not there is asked
    /// about, one by one. Positions and balances: a snapshot races with executions, so a difference is believed, recorded and booked only
    /// when two snapshots that are seconds apart show the same one, nothing has moved since before the first was asked for, no order is in flight, and
    /// the executions and movements of cash were asked for in between.
    /// </summary>
    public AccountStep Reconcile(VenueSnapshot snapshot, long time)
    {
        if (!Book.IsOpened)
            return Take();
        var isEqual = CompareOrders(snapshot, time);
        isEqual &= ComparePositions(snapshot, time);
        isEqual &= CompareBalances(snapshot, time, isEqual);
        CompareSettings(snapshot, time);
        if (isEqual)
            ReconciledAt = time;
        return Take();
    }

    private bool CompareOrders(VenueSnapshot snapshot, long time)
    {
        var listed = new HashSet<string>();
        foreach (var report in snapshot.OpenOrders)
        {
            if (FindOrder(report) is not { } order)
            {
                Adopt(report, time, isCompared: true);
                continue;
            }

            listed.Add(order.Id);
            if (!order.IsFinal)
                Learn(report, time);
            else if (Book.ActivityOf(order.Spec.Instrument) <= snapshot.Version)
                Revoke(order, time);
        }

        _unlisted.Clear();
        foreach (var order in Book.OpenOrders.Values)
        {
            if (order.IsFinal || order.IsInFlight || (order.State == OrderState.New) || listed.Contains(order.Id))
                continue;
            _unlisted.Add(order.Spec.Instrument);
            if (Book.ActivityOf(order.Spec.Instrument) <= snapshot.Version)
                Ask(order, time);
        }

        return _unlisted.Count == 0;
    }

    /// <summary>An order that has ended here rests there all the same: its end is asked for.</summary>
    private void Revoke(Order order, long time)
    {
        Emit(new DifferenceFound(time, $"order/{order.Id}", order.State.ToString(), "open", "its end is asked for"));
        Then(new CancelOrder(order));
    }

    private bool ComparePositions(VenueSnapshot snapshot, long time)
    {
        var holdings = new Dictionary<PositionKey, VenueHolding>();
        foreach (var holding in snapshot.Holdings)
            holdings[holding.Key] = holding;
        var keys = Book.Positions.Values.Where(position => !position.IsFlat).Select(position => position.Key).Union(holdings.Keys).ToList();
        var isEqual = true;
        foreach (var key in keys)
        {
            var (expected, actual) = (Book.PositionOf(key).Quantity, holdings.GetValueOrDefault(key).Quantity);
            if (expected == actual)
            {
                _suspicions.Remove(Subject(key));
                continue;
            }

            isEqual &= IsBelieved(Subject(key), expected, actual, key.Instrument, snapshot, time);
            if (!_suspicions.TryGetValue(Subject(key), out var suspicion) || !suspicion.IsBelieved)
                continue;
            Emit(new DifferenceFound(time, Subject(key), $"{expected}", $"{actual}", "set to the venue's"));
            Emit(new PositionAdjusted(time, key, actual, actual * holdings.GetValueOrDefault(key).EntryPrice));
            _suspicions.Remove(Subject(key));
        }

        return isEqual;
    }

    private bool IsBelieved(string subject, decimal expected, decimal actual, InstrumentId instrument, VenueSnapshot snapshot, long time)
    {
        var activity = Book.ActivityOf(instrument);
        if (activity > snapshot.Version || _unlisted.Contains(instrument) || IsMoving(instrument))
        {
            _suspicions.Remove(subject);
            return false;
        }

        if (IsSeenAgain(subject, expected, actual, activity, snapshot, out var suspicion) && _fillsSearched.GetValueOrDefault(instrument) >= suspicion.SeenAt)
        {
            _suspicions[subject] = suspicion with { IsBelieved = true };
            return true;
        }

        _suspicions.TryAdd(subject, new Suspicion(expected, actual, activity, time));
        Then(new AskFills(instrument, SearchFrom(time), time));
        return false;
    }

    private bool CompareBalances(VenueSnapshot snapshot, long time, bool isOtherwiseEqual)
    {
        var isEqual = true;
        foreach (var asset in Book.Cash.Keys.Union(snapshot.Balances.Keys).Order(StringComparer.Ordinal).ToList())
        {
            var (expected, actual) = (Book.Cash.GetValueOrDefault(asset), snapshot.Balances.GetValueOrDefault(asset));
            var subject = $"balance/{asset}";
            if (Math.Abs(expected - actual) <= Rules.BalanceTolerance || (isOtherwiseEqual && asset == Book.Asset && IsMatterOfOrder(actual - expected, snapshot)))
            {
                _suspicions.Remove(subject);
                continue;
            }

            isEqual = false;
            if (Book.CashActivity > snapshot.Version || !isOtherwiseEqual || IsMoving(null))
            {
                _suspicions.Remove(subject);
                continue;
            }

            if (!IsSeenAgain(subject, expected, actual, Book.CashActivity, snapshot, out var suspicion) || !IsAllAsked(suspicion.SeenAt))
            {
                _suspicions.TryAdd(subject, new Suspicion(expected, actual, Book.CashActivity, time));
                AskForCash(time);
                continue;
            }

            Emit(new DifferenceFound(time, subject, $"{expected}", $"{actual}", "set to the venue's"));
            Emit(new CashMoved(time, $"correction/{asset}/{Book.Version}", CashReason.Correction, asset, actual - expected, null));
            _suspicions.Remove(subject);
            isEqual = true;
        }

        return isEqual;
    }

    /// <summary>
    /// Average cost depends on the order in which executions are counted, and one may have come late here: then the venue has realised
    /// more or less than we have, and its open positions stand at as much more or less. What both come to is the same.
    /// </summary>
    private bool IsMatterOfOrder(decimal difference, VenueSnapshot snapshot)
    {
        var (shift, value) = (0m, 0m);
        foreach (var holding in snapshot.Holdings)
        {
            var cost = holding.Quantity * holding.EntryPrice;
            shift += cost - Book.PositionOf(holding.Key).Cost;
            value += Math.Abs(cost);
        }

        return shift != 0 && Math.Abs(difference - shift) <= Rules.BalanceTolerance + (value * Rules.EntryPriceTolerance);
    }

    /// <summary>What may explain a balance: movements of cash, and executions that have left no trace in a position.</summary>
    private void AskForCash(long time)
    {
        foreach (var instrument in Traded())
            Then(new AskFills(instrument, SearchFrom(time), time));
        Then(new AskCash(SearchFrom(time), time));
    }

    private bool IsAllAsked(long since) => _cashSearched >= since && Traded().All(instrument => _fillsSearched.GetValueOrDefault(instrument) >= since);

    private IEnumerable<InstrumentId> Traded() => Book.Positions.Keys.Select(key => key.Instrument).Distinct();

    private void CompareSettings(VenueSnapshot snapshot, long time)
    {
        foreach (var holding in snapshot.Holdings)
        {
            var known = Book.Leverage.GetValueOrDefault(holding.Key.Instrument, new LeverageSetting(0, MarginMode.Cross));
            var told = new LeverageSetting(holding.Leverage ?? known.Leverage, holding.MarginMode ?? known.Mode);
            if (told != known && told.Leverage > 0)
                Emit(new LeverageSet(time, holding.Key.Instrument, told.Leverage, told.Mode, "venue"));
        }

        if (snapshot.IsHedged is { } isHedged && isHedged != Book.IsHedged)
        {
            Emit(new DifferenceFound(time, "position-mode", Mode(Book.IsHedged), Mode(isHedged), "set to the venue's"));
            Emit(new PositionModeSet(time, isHedged, "venue"));
        }
    }

    private bool IsSeenAgain(string subject, decimal expected, decimal actual, long activity, VenueSnapshot snapshot, out Suspicion suspicion)
    {
        if (_suspicions.TryGetValue(subject, out suspicion) && (suspicion.Expected, suspicion.Actual, suspicion.Activity) != (expected, actual, activity))
            _suspicions.Remove(subject);
        return _suspicions.ContainsKey(subject) && snapshot.AskedAt - suspicion.SeenAt >= Rules.BelieveAfter;
    }

    /// <summary>Whether an order may be moving the position at this moment, or fills are known to be missing. Null: of any instrument.</summary>
    private bool IsMoving(InstrumentId? instrument)
    {
        foreach (var order in Book.OpenOrders.Values)
        {
            if ((instrument is null || order.Spec.Instrument == instrument)
                && (order.IsInFlight || order.State == OrderState.Cancelling || order.IsFinal
                    || (order.ReportedFilled > order.Filled && order.Purpose != OrderPurpose.External)))
                return true;
        }

        return false;
    }

    private static string Subject(PositionKey key) => $"position/{key}";

    private static string Mode(bool isHedged) => isHedged ? "hedged" : "one-way";

    /// <summary>How far back questions about a difference go.</summary>
    private const long LookBack = 86_400_000;

    private readonly record struct Suspicion(decimal Expected, decimal Actual, long Activity, long SeenAt, bool IsBelieved = false);
}
