using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Accounts;

public sealed partial class AccountMachine
{
    private readonly Dictionary<string, Due> _asks = [];
    private readonly Dictionary<string, long> _missing = [];
    private readonly Dictionary<InstrumentId, Due> _fillsDue = [];
    private readonly Dictionary<InstrumentId, long> _fillsAsked = [];
    private readonly Dictionary<InstrumentId, long> _fillsSearched = [];
    private readonly long _beganAfter = book.UpdatedAt;
    private long _cashAsked;
    private long _cashSearched;

    /// <summary>
    /// The first call over replayed events. Whatever was sent and not answered is unknown, and asked about; what was never put on the wire
    /// is, when it is still young, and has ended otherwise.
    /// </summary>
    public AccountStep Recover(long time)
    {
        foreach (var order in Book.OpenOrders.Values.ToList())
        {
            if (order is { State: OrderState.New, SentAt: null })
                Resume(order, time);
            else if (order.State is OrderState.New)
                Lose(order, "the account came up before the answer", time);
            else if (order.State is OrderState.Unknown or OrderState.Cancelling)
                Ask(order, time);
            if (order.ReportedFilled > order.Filled)
                _fillsDue[order.Spec.Instrument] = new Due(time, Rules.FirstPause);
        }

        AskAll(time);
        return Take();
    }

    /// <summary>The stream is whole from here on, and may have missed something before: fills, cash and the account are asked for.</summary>
    public AccountStep Connected(long time)
    {
        AskAll(time);
        return Take();
    }

    /// <summary>A comparison with the venue is due. The fills of what is open are asked for first.</summary>
    public AccountStep BeginReconcile(long time)
    {
        AskAll(time);
        return Take();
    }

    /// <summary>What is due by now: questions about orders and fills, stops of positions that have none, and closes to be pursued. Called every second or so.</summary>
    /// <param name="time">Now, Unix milliseconds.</param>
    /// <param name="contexts">What a close is decided on; null while an instrument's rules are not known.</param>
    public AccountStep Tick(long time, Func<InstrumentId, DecisionContext?> contexts)
    {
        if (_asks.Count > 0)
            AskDue(time);
        if (_fillsDue.Count > 0)
            AskFillsDue(time);
        GuardBare(time, contexts);
        Pursue(time, contexts);
        return Take();
    }

    private void Resume(Order order, long time)
    {
        if (Book.Switch == TradingSwitch.On && time - order.CreatedAt <= Rules.SendWithin)
            Send(order, time);
        else
            Emit(Of(OrderMachine.Refuse(order, "it was never sent, and it is too late now", time).Order, time));
    }

    private void AskAll(long time)
    {
        if (!Book.IsOpened)
            return;
        var instruments = Book.OpenOrders.Values.Select(order => order.Spec.Instrument)
            .Concat(Book.Positions.Values.Where(position => !position.IsFlat).Select(position => position.Key.Instrument));
        foreach (var instrument in instruments.Distinct())
            Then(new AskFills(instrument, FillsFrom(instrument), time));
        Then(new AskCash(CashFrom(), time));
        Then(new AskAccount(time, Book.Version));
    }

    /// <summary>From when on executions may be unknown: all before were asked for, without a gap.</summary>
    private long FillsFrom(InstrumentId instrument) => (_fillsAsked.TryGetValue(instrument, out var asked) ? asked : _beganAfter) - Rules.FillDelay;

    /// <summary>What is older and unknown shows in the balance, and is searched for then.</summary>
    private long CashFrom() => Math.Max(Book.OpenedAt, _cashAsked > 0 ? _cashAsked - Rules.FillDelay : _beganAfter - Rules.CashDelay);

    /// <summary>How far back a search for what explains a difference goes.</summary>
    private long SearchFrom(long time) => Math.Max(Book.OpenedAt, time - LookBack);

    private void AskDue(long time)
    {
        foreach (var (id, due) in _asks.ToList())
        {
            if (due.At > time)
                continue;
            if (Book.FindOrder(id) is not { IsFinal: false } order)
                _asks.Remove(id);
            else if (order.State == OrderState.New)
                Lose(order, $"no answer within {Rules.AnswerWithin} ms", time);
            else
                Ask(order, time);
        }
    }

    private void AskFillsDue(long time)
    {
        foreach (var (instrument, due) in _fillsDue.ToList())
        {
            if (due.At > time)
                continue;
            var from = long.MaxValue;
            foreach (var order in Book.OpenOrders.Values)
            {
                if (order.Spec.Instrument == instrument && order.ReportedFilled > order.Filled)
                    from = Math.Min(from, order.CreatedAt);
            }

            if (from == long.MaxValue)
            {
                _fillsDue.Remove(instrument);
                continue;
            }

            Then(new AskFills(instrument, from - Rules.ClockMargin, time));
            _fillsDue[instrument] = due.Next(time, Rules);
        }
    }

    private void Ask(Order order, long time)
    {
        Then(new AskOrder(order, time));
        var due = _asks.TryGetValue(order.Id, out var known) ? known : new Due(time, Rules.FirstPause);
        _asks[order.Id] = due.Next(time, Rules);
    }

    private void AskLater(string orderId, long at) =>
        _asks[orderId] = new Due(at, _asks.TryGetValue(orderId, out var due) ? due.Pause : Rules.FirstPause);

    /// <summary>An order of which the venue has said where it stands is not asked about any more, unless its end is waited for.</summary>
    private void Tidy(string orderId)
    {
        if (Book.FindOrder(orderId) is not { } order || order.State is OrderState.Unknown or OrderState.New or OrderState.Cancelling)
            return;
        _asks.Remove(orderId);
        if (order.IsFinal)
            _missing.Remove(orderId);
    }

    /// <summary>When something is asked next, and how long it is waited for after that.</summary>
    private readonly record struct Due(long At, long Pause)
    {
        public Due Next(long time, AccountRules rules) => new(time + Pause, Math.Min(Pause * 2, rules.LongestPause));
    }
}
