using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Tests.Accounts.Chaos;

/// <summary>
/// One activation of the account, as a grain is one: it decides, appends in order while more gathers, and lets nothing leave before what it
/// follows from is stored. It may end between any two steps, and it does not know of others.
/// </summary>
internal sealed class ChaosActivation
{
    private readonly ChaosWorld _world;
    private readonly AccountOutbox<Action<AccountStep>?> _outbox;
    private readonly Func<InstrumentId, DecisionContext?> _contexts;
    private readonly long _skew;

    public ChaosActivation(ChaosWorld world, long skew)
    {
        (_world, _skew) = (world, skew);
        var book = world.Store.Replay();
        Machine = new AccountMachine(book, world.Rules);
        _outbox = new AccountOutbox<Action<AccountStep>?>(book.Version);
        _contexts = instrument => world.ContextOf(instrument, Time);
    }

    public AccountMachine Machine { get; }

    public bool IsDead { get; private set; }

    /// <summary>Our clock: a little before or behind the venue's.</summary>
    private long Time => _world.Clock.Now + _skew;

    public void Begin()
    {
        Decide(machine => machine.Recover(Time));
        Tick();
    }

    /// <summary>Takes in something and does what follows from it.</summary>
    public void Decide(Func<AccountMachine, AccountStep> decision, Action<AccountStep>? answer = null)
    {
        if (IsDead)
            return;
        _outbox.Add(decision(Machine), answer);
        if (!Dies(2, ChaosCount.CrashesDecided))
            Pump();
    }

    public void Report(OrderReport report) => Decide(machine => machine.Report(report, Time));

    public void Fill(Fill fill) => Decide(machine => machine.Fill(fill, Time));

    public void Cash(CashMoved move) => Decide(machine => machine.Cash(move));

    /// <summary>A comparison with the venue is due: first of all whether the account is still ours.</summary>
    public void Reconcile()
    {
        if (!_outbox.IsAppending && _world.Store.Events.Count > _outbox.Stored)
        {
            _world.Tally.Add(ChaosCount.Outdated);
            IsDead = true;
        }

        Decide(machine => machine.BeginReconcile(Time));
    }

    private void Tick()
    {
        if (IsDead)
            return;
        Decide(machine => machine.Tick(Time, _contexts));
        _world.Clock.After(1_000, Tick);
    }

    private void Pump()
    {
        if (_outbox.Begin() is { Count: > 0 } batch)
        {
            var after = _outbox.Stored;
            _world.Clock.After(_world.Random.Next(1, 8), () => Append(after, batch));
        }

        while (!IsDead && _outbox.TryLeave(out var step, out var answer))
            Leave(step, answer);
    }

    private void Append(long after, IReadOnlyList<AccountEvent> batch)
    {
        if (IsDead || Dies(2, ChaosCount.CrashesAppended))
            return;
        if (!_world.Store.TryAppend(after, batch))
        {
            _world.Tally.Add(ChaosCount.Conflicts);
            IsDead = true;
            return;
        }

        if (Dies(4, ChaosCount.CrashesStored))
            return;
        _world.Clock.After(_world.Random.Next(1, 8), () =>
        {
            if (IsDead)
                return;
            _outbox.Complete();
            Pump();
        });
    }

    private void Leave(AccountStep step, Action<AccountStep>? answer)
    {
        foreach (var effect in step.Effects)
        {
            if (Dies(4, ChaosCount.CrashesSending))
                return;
            _world.Clock.After(_world.Faults.Delay(), () => CarryOut(effect));
        }

        answer?.Invoke(step);
    }

    private void CarryOut(AccountEffect effect)
    {
        if (IsDead)
            return;
        switch (effect)
        {
            case SendOrder send:
                Send(send);
                break;
            case CancelOrder cancel:
                _world.Wire.Cancel(cancel.Order.Id, report => Decide(machine =>
                    report is null ? machine.CancelFailed(cancel.Order.Id, Time) : machine.Report(report, Time)));
                break;
            case AskOrder ask:
                _world.Wire.Ask(() => _world.Venue.Find(ask.Order.Id), report => Decide(machine =>
                    report is null ? machine.Missing(ask.Order.Id, ask.AskedAt, Time) : machine.Found(report, Time)));
                break;
            case AskFills ask:
                _world.Wire.Ask(() => _world.FillsSince(ask.Instrument, ask.From), fills => Decide(machine => machine.Fills(ask, fills, Time)));
                break;
            case AskCash ask:
                _world.Wire.Ask(() => _world.Venue.Moves.Where(move => move.Time >= ask.From).ToList(), moves => Decide(machine => machine.CashMoves(ask, moves)));
                break;
            case AskAccount ask:
                // Two requests, and the market goes on between them.
                _world.Wire.Ask(_world.Venue.OpenOrders, orders => _world.Wire.Ask(
                    () => _world.Snapshot(ask, orders), snapshot => Decide(machine => machine.Reconcile(snapshot, Time))));
                break;
        }
    }

    private void Send(SendOrder send)
    {
        if (!_world.Store.HasSent(send.Order.Id))
            throw new InvalidOperationException($"Order {send.Order.Id} leaves before its intent is stored.");
        if (Time > send.SendBefore || Machine.Book.Switch is TradingSwitch.Killed or TradingSwitch.Off)
        {
            _world.Tally.Add(ChaosCount.NotSent);
            Decide(machine => machine.NotSent(send.Order.Id, "too late, or not allowed", Time));
            return;
        }

        _world.Wire.Place(send.Order, () => Time, answer =>
        {
            if (IsDead || Dies(10, ChaosCount.CrashesAnswered))
                return;
            Decide(machine => answer.Outcome switch
            {
                ChaosOutcome.Accepted => machine.Report(answer.Report!, Time),
                ChaosOutcome.Unknown => machine.SendUnknown(send.Order.Id, "no answer", Time),
                ChaosOutcome.NotSent => machine.NotSent(send.Order.Id, "no connection", Time),
                _ => machine.SendRefused(send.Order.Id, "refused", Time),
            });
        });
    }

    private bool Dies(int inThousand, ChaosCount where)
    {
        if (!_world.Faults.Strikes(inThousand, where))
            return false;
        return IsDead = true;
    }
}
