using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Grains.Accounts;

/// <summary>What follows from stored decisions: requests to the venue, each with a time limit, and what they come to.</summary>
internal sealed partial class AccountGrain
{
    /// <summary>A step of so many executions at most, so that a long absence does not become one great append.</summary>
    private const int FillsAtOnce = 200;

    /// <summary>The newest request about each order that is under way.</summary>
    private readonly Dictionary<string, Task> _sending = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (SendOrder Send, CancellationTokenSource Leaving)> _leaving = new(StringComparer.Ordinal);
    private readonly AccountQuestions _questions = new();
    private TaskCompletionSource<VenueSnapshot?>? _compared;

    private void CarryOut(AccountEffect effect)
    {
        if (_session is not { } session || _stopping.IsCancellationRequested)
            return;
        switch (effect)
        {
            case SendOrder send:
                var sending = SendAsync(session, send);
                if (!sending.IsCompleted)
                    _sending[send.Order.Id] = sending;
                break;
            case CancelOrder cancel:
                var cancelling = CancelAsync(session, cancel.Order);
                if (!cancelling.IsCompleted)
                    _sending[cancel.Order.Id] = cancelling;
                break;
            case AskOrder ask:
                _ = AskAsync("an order", token => AskOrderAsync(session, ask, token));
                break;
            default:
                _ = _questions.AskAsync(effect, question => AskVenueAsync(session, question));
                break;
        }
    }

    private Task AskVenueAsync(ITradingSession session, AccountEffect question) => question switch
    {
        AskFills ask => AskAsync("executions", token => AskFillsAsync(session, ask, token)),
        AskCash ask => AskAsync("movements of cash", token => AskCashAsync(session, ask, token)),
        AskAccount => CompareAsync(session),
        _ => throw new ArgumentOutOfRangeException(nameof(question), question, "It is no question."),
    };

    private async Task SendAsync(ITradingSession session, SendOrder send)
    {
        var order = send.Order;
        using var leaving = new CancellationTokenSource();
        var isAnswered = false;
        try
        {
            if (Obstacle(send) is { } obstacle)
            {
                LogNotSent(logger, _account, order.Id, obstacle);
                metrics.Ended(_account, OrderOutcome.NotSent);
                Add(_machine.NotSent(order.Id, obstacle, Now));
                return;
            }

            var started = time.GetTimestamp();
            metrics.Sent(_account, order.Purpose);
            _leaving[order.Id] = (send, leaving);
            var report = await LimitedAsync(token => session.PlaceAsync(order, token), leaving.Token);
            metrics.Answered(_account, report.State, time.GetElapsedTime(started), TimeSpan.FromMilliseconds(Now - order.CreatedAt));
            isAnswered = true;
            Conclude(() => _machine.Report(report, Now));
        }
        catch (VenueException refusal) when (refusal is { IsOutcomeUnknown: false, Kind: not ErrorKind.DuplicateOrder })
        {
            LogRefused(logger, _account, order.Id, refusal.Message);
            metrics.Ended(_account, OrderOutcome.Rejected);
            Conclude(() => _machine.SendRefused(order.Id, refusal.Message, Now));
        }
        catch (Exception failure)
        {
            // Whatever it was, the request may have reached the venue: only asking tells.
            if (!IsOver)
                LogUnknown(logger, _account, order.Id, failure.Message);
            // An activation that goes leaves its requests behind; the next one asks the venue about them. An answer is counted already.
            if (!IsOver && !isAnswered)
                metrics.Ended(_account, OrderOutcome.Unknown);
            Conclude(() => _machine.SendUnknown(order.Id, failure.Message, Now));
        }
        finally
        {
            _leaving.Remove(order.Id);
            _sending.Remove(order.Id);
        }
    }

    /// <summary>The last look before the wire: what was switched meanwhile, stored or not, stops it.</summary>
    private string? Obstacle(SendOrder send)
    {
        if (IsOver)
            return "the account is being loaded anew";
        if (Now > send.SendBefore)
            return "it came too late to be sent";
        return Forbidden(send.Order);
    }

    private string? Forbidden(Order order) => Book.Switch switch
    {
        TradingSwitch.On => null,
        TradingSwitch.Halted when order.Spec.OnlyReduces => null,
        var other => $"the account is {other}: {Book.SwitchReason}",
    };

    /// <summary>What the switch forbids now and is still on its way, waiting for room at the venue or for its time, is called back.</summary>
    /// <remarks>One that is on the wire already becomes unknown, and the venue is asked about it.</remarks>
    private void CallBack()
    {
        foreach (var (_, leaving) in _leaving.Values.Where(left => Forbidden(left.Send.Order) is not null).ToList())
            leaving.Cancel();
    }

    private async Task CancelAsync(ITradingSession session, Order order)
    {
        try
        {
            var report = await LimitedAsync(token => session.CancelAsync(OrderReference.Of(order), token));
            Conclude(() => _machine.Report(report, Now));
        }
        catch (Exception failure)
        {
            // It may have ended before, or the request may have been lost: the venue is asked how it stands.
            if (!IsOver && failure is not VenueException { Kind: ErrorKind.UnknownOrder })
                LogUnanswered(logger, _account, $"the end of order {order.Id}", failure.Message);
            Conclude(() => _machine.CancelFailed(order.Id, Now));
        }
        finally
        {
            _sending.Remove(order.Id);
        }
    }

    private async Task AskOrderAsync(ITradingSession session, AskOrder ask, CancellationToken cancellationToken)
    {
        var report = await session.FindOrderAsync(OrderReference.Of(ask.Order), cancellationToken);
        Conclude(() => report is null ? _machine.Missing(ask.Order.Id, ask.AskedAt, Now) : _machine.Found(report, Now));
    }

    private async Task AskFillsAsync(ITradingSession session, AskFills ask, CancellationToken cancellationToken)
    {
        var fills = await session.GetFillsAsync(ask.Instrument, ask.From, cancellationToken);
        var last = fills.Count - (fills.Count % FillsAtOnce);
        Conclude(() =>
        {
            foreach (var fill in fills.Take(last))
                Add(_machine.Fill(fill, Now));
            return _machine.Fills(ask, [.. fills.Skip(last)], Now);
        });
    }

    private async Task AskCashAsync(ITradingSession session, AskCash ask, CancellationToken cancellationToken)
    {
        var moves = await session.GetCashMovesAsync(ask.From, cancellationToken);
        Conclude(() => _machine.CashMoves(ask, moves));
    }

    /// <remarks>Counted from when it is sent: what happened while it waited behind another is no reason to doubt its answer.</remarks>
    private async Task CompareAsync(ITradingSession session)
    {
        VenueSnapshot? snapshot = null;
        var (askedAt, version, compared) = (Now, Book.Version, _compared);
        _compared = null;
        _comparing++;
        await AskAsync("the account", async token =>
        {
            var orders = await session.GetOpenOrdersAsync(token);
            var account = await session.GetAccountAsync(token);
            var holdings = account.Positions.Where(position => position.Quantity != 0).Select(position => new VenueHolding(
                position.Key, position.Quantity, position.EntryPrice, position.Leverage, position.MarginMode));
            snapshot = new VenueSnapshot(askedAt, version, [.. orders], [.. holdings], account.Balances, account.IsHedged);
            Conclude(() => _machine.Reconcile(snapshot, Now));
        });
        _comparing--;
        if (snapshot is not null && _machine.ReconciledAt is not null)
            _compares.OnSucceeded();
        else if (snapshot is null && _compares.Failures == 0)
            _compares.OnFailed();
        compared?.TrySetResult(snapshot);
    }

    /// <summary>A question: one that fails changes nothing and is asked again when it is due.</summary>
    private async Task AskAsync(string what, Func<CancellationToken, Task> ask)
    {
        try
        {
            await LimitedAsync(async token =>
            {
                await ask(token);
                return true;
            });
        }
        catch (Exception failure)
        {
            if (!IsOver)
                LogUnanswered(logger, _account, what, failure.Message);
        }
    }

    /// <summary>Takes in what the venue has told so far, and then decides on its answer: fills told before a report are booked before it.</summary>
    private void Conclude(Func<AccountStep> decide)
    {
        if (IsOver)
            return;
        TakeIn();
        Add(decide());
    }

    private async Task<T> LimitedAsync<T>(Func<CancellationToken, Task<T>> request, CancellationToken calledBack = default)
    {
        using var limit = new CancellationTokenSource(_options.RequestTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _stopping.Token, calledBack);
        try
        {
            return await request(both.Token).WaitAsync(both.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {_options.RequestTimeout.TotalSeconds:0.#} s");
        }
    }
}
