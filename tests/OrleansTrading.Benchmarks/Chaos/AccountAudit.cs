using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>
/// An account's stored events against what was acknowledged, against themselves, and against the account as it lives: every order once, every
/// execution once, money to the last digit, every position that was to be protected protected at once.
/// </summary>
internal sealed class AccountAudit(StormRig rig, StormLog log)
{
    /// <summary>How long a position may stand without the guard that was asked for with it.</summary>
    private const long UnprotectedAtMost = 1_000;

    /// <summary>From so many answers on some must have been orders that traded.</summary>
    private const int Many = 30;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task RunAsync(string account, IReadOnlyCollection<OrderAnswer> answers, IReadOnlyCollection<string> cancelled)
    {
        await CompareWithLivingAsync(account);
        // Written down before the events are read: the account lives on meanwhile.
        var acknowledged = rig.Acknowledged.Events.Where(happened => happened.Key.Account == account).ToList();
        var history = await SettledAsync(account);
        Acknowledged(history, acknowledged);
        Answered(history, answers);
        if (answers.Count >= Many && (history.Book.FillCount == 0 || history.Events.OfType<OrderSent>().Count() * 10 < answers.Count))
            log.Violate($"{account}: of {answers.Count} answers so few were orders that nothing was tried.");
        Cancelled(history, cancelled);
        Orders(history);
        Money(history);
        Explained(history);
        Protected(history);
        log.Say($"audit: account {account}: {history.Events.Count} events, {answers.Count} answers ({answers.Count(answer => answer.OrderId is not null)} orders), "
            + $"{history.Book.FillCount} executions, {history.Events.OfType<GuardFired>().Count()} guards triggered, {history.Events.OfType<CashMoved>().Count(move => move.Reason == CashReason.Funding)} funding payments"
            + string.Concat(answers.Select(answer => answer.Refusal).OfType<string>().CountBy(code => code).Select(refusal => $"; refused as {refusal.Key}: {refusal.Value}")));
    }

    /// <summary>What was acknowledged to a silo is there, under its number.</summary>
    private void Acknowledged(AccountHistory history, List<KeyValuePair<(string Account, long Version), AccountEvent>> acknowledged)
    {
        foreach (var ((account, version), happened) in acknowledged)
        {
            if (version > history.Events.Count)
                log.Violate($"{account}: event {version} ({happened.GetType().Name}) was acknowledged and is not there.");
            else if (history.Events[(int)version - 1] is var stored && (stored.GetType() != happened.GetType() || stored.Time != happened.Time))
                log.Violate($"{account}: event {version} was acknowledged as {happened}; stored is {stored}.");
        }
    }

    private void Answered(AccountHistory history, IReadOnlyCollection<OrderAnswer> answers)
    {
        var intended = history.Events.OfType<OrderIntended>().ToLookup(happened => happened.Order.IntentKey);
        var refused = history.Events.OfType<OrderRefused>().Select(happened => happened.IntentKey).ToHashSet();
        foreach (var asked in answers.GroupBy(answer => answer.IntentKey))
        {
            var (ids, made) = (asked.Select(answer => answer.OrderId).OfType<string>().Distinct().ToList(), intended[asked.Key].Select(happened => happened.Order.Id).ToList());
            if (ids.Count > 0 && (ids.Count > 1 || made.Count != 1 || made[0] != ids[0]))
                log.Violate($"{history.Account}: key {asked.Key} was answered with {string.Join(", ", ids)}; stored are {string.Join(", ", made)}.");
            if (ids.Count == 0 && (made.Count > 0 || !refused.Contains(asked.Key)))
                log.Violate($"{history.Account}: key {asked.Key} was refused ({asked.First().Refusal}); stored are orders {string.Join(", ", made)}, a refusal: {refused.Contains(asked.Key)}.");
        }
    }

    private void Cancelled(AccountHistory history, IReadOnlyCollection<string> cancelled)
    {
        foreach (var order in cancelled.Distinct().Select(history.Book.FindOrder).OfType<Order>().Where(order => !order.IsFinal))
            log.Violate($"{history.Account}: the end of order {order.Id} was acknowledged to be asked for, and it is {order.State}.");
    }

    /// <summary>Each once, none beyond its size, none going back, none left in between.</summary>
    private void Orders(AccountHistory history)
    {
        foreach (var doubled in history.Events.OfType<OrderIntended>().GroupBy(happened => happened.Order.Id).Where(group => group.Count() > 1))
            log.Violate($"{history.Account}: order {doubled.Key} was intended {doubled.Count()} times.");
        foreach (var doubled in history.Events.OfType<OrderSent>().GroupBy(happened => happened.OrderId).Where(group => group.Count() > 1))
            log.Violate($"{history.Account}: order {doubled.Key} was sent {doubled.Count()} times.");
        var fills = history.Events.OfType<FillBooked>().Select(happened => happened.Fill).ToList();
        foreach (var doubled in fills.GroupBy(fill => (fill.Instrument, fill.TradeId)).Where(group => group.Count() > 1))
            log.Violate($"{history.Account}: execution {doubled.Key} was booked {doubled.Count()} times.");
        var traded = fills.ToLookup(fill => fill.OrderId, fill => fill.Quantity);
        foreach (var order in history.Book.Orders)
        {
            if (order.Filled != traded[order.Id].Sum() || order.Filled > order.Spec.Quantity)
                log.Violate($"{history.Account}: of order {order.Id} over {order.Spec.Quantity} {order.Filled} is filled; executions come to {traded[order.Id].Sum()}.");
            if (IsUnsettled(order))
                log.Violate($"{history.Account}: order {order.Id} is left {order.State}, {order.Filled} of {order.ReportedFilled} booked.");
        }

        var last = new Dictionary<string, OrderReported>();
        foreach (var reported in history.Events.OfType<OrderReported>())
        {
            if (last.TryGetValue(reported.OrderId, out var before) && (reported.Filled < before.Filled || (IsFinal(before.State) && reported.State != before.State)))
                log.Violate($"{history.Account}: order {reported.OrderId} went from {before.State} ({before.Filled}) to {reported.State} ({reported.Filled}).");
            last[reported.OrderId] = reported;
        }
    }

    /// <summary>To the last digit: cash is what came, less fees, less what was bought for more than was sold, and what the open positions stand at.</summary>
    private void Money(AccountHistory history)
    {
        var (book, fills) = (history.Book, history.Events.OfType<FillBooked>().Select(happened => happened.Fill).ToList());
        var moves = history.Events.OfType<CashMoved>().ToList();
        foreach (var doubled in moves.GroupBy(move => move.Id).Where(group => group.Count() > 1))
            log.Violate($"{history.Account}: cash moved {doubled.Count()} times by {doubled.Key}.");
        var cash = moves.Sum(move => move.Amount) - fills.Sum(fill => fill.Fee) - fills.Sum(fill => fill.SignedQuantity * fill.Price) + book.Positions.Values.Sum(position => position.Cost);
        if (book.Cash.GetValueOrDefault(book.Asset) != cash)
            log.Violate($"{history.Account}: cash is {book.Cash.GetValueOrDefault(book.Asset)}; what happened comes to {cash}.");
        foreach (var (key, position) in book.Positions)
        {
            var sum = fills.Where(fill => fill.Instrument == key.Instrument && fill.PositionSide == key.Side).Sum(fill => fill.SignedQuantity);
            if (position.Quantity != sum || (position.IsFlat && position.Cost != 0))
                log.Violate($"{history.Account}: {key} is {position.Quantity} at {position.Cost}; its executions come to {sum}.");
        }
    }

    /// <summary>Nothing was ever put right: there was nothing that no order, execution or payment explains. A rate of funding that nobody heard for the storm is told as such.</summary>
    private void Explained(AccountHistory history)
    {
        foreach (var happened in history.Events.Where(happened => happened is PositionAdjusted or CashMoved { Reason: CashReason.Correction } || (history.Book.IsPaper && happened is DifferenceFound found && !found.Subject.StartsWith("funding/", StringComparison.Ordinal))))
            log.Violate($"{history.Account}: a difference was found: {happened}.");
    }

    /// <summary>A position that was opened with a plan has its guard at once; and a guard that was set goes only with its position or by another.</summary>
    private void Protected(AccountHistory history)
    {
        var (book, bare, longest) = (new AccountBook(), new Dictionary<PositionKey, long>(), 0L);
        foreach (var happened in history.Events)
        {
            book.Apply(happened);
            foreach (var (key, since) in bare.ToList())
            {
                if (!book.PositionOf(key).IsFlat && !book.Guards.ContainsKey(key))
                    continue;
                bare.Remove(key);
                longest = Math.Max(longest, happened.Time - since);
                if (happened.Time - since > UnprotectedAtMost)
                    log.Violate($"{history.Account}: {key} stood for {happened.Time - since} ms without the guard that was asked for.");
            }

            if (happened is FillBooked { Fill: var fill } && fill.OrderId is { } order && new PositionKey(fill.Instrument, fill.PositionSide) is var moved
                && book.PlanOf(order) is { IsEmpty: false } && !book.PositionOf(moved).IsFlat && !book.Guards.ContainsKey(moved))
                bare.TryAdd(moved, happened.Time);
        }

        foreach (var key in bare.Keys)
            log.Violate($"{history.Account}: {key} was left without the guard that was asked for.");
        if (history.Account == GuardLoad.Account)
            log.Say($"audit: longest without the guard that was asked for: {longest} ms");
    }

    /// <summary>An order that was on its way when its silo went is asked about until it can no longer arrive.</summary>
    private async Task<AccountHistory> SettledAsync(string account)
    {
        var until = log.Elapsed + Patience;
        while (true)
        {
            var history = await AccountHistory.ReadAsync(rig.Stores, account);
            if (!history.Book.Orders.Any(IsUnsettled) || log.Elapsed > until)
                return history;
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
    }

    private static bool IsUnsettled(Order order) =>
        order is { State: OrderState.New or OrderState.Unknown or OrderState.Cancelling } or { IsFinal: true, IsSettled: false };

    /// <summary>The living account is the fold of its stored events.</summary>
    private async Task CompareWithLivingAsync(string account)
    {
        var (grain, until) = (rig.Cluster.Grains.GetGrain<IAccountGrain>(account), log.Elapsed + Patience);
        while (true)
        {
            var (view, positions) = (await grain.GetAsync(), await grain.GetPositionsAsync());
            var book = (await AccountHistory.ReadAsync(rig.Stores, account)).Book;
            var (living, stored) = (Text(view, positions), Text(book));
            if (living == stored)
                return;
            if (log.Elapsed > until)
            {
                log.Violate($"{account}: living it is {living}; its events come to {stored}.");
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    private static string Text(AccountView view, IEnumerable<PositionView> positions) => Text(
        view.Version, view.Cash, view.Realised, view.Fees, view.Funding, view.OpenOrders, positions.Select(position => position.Position), positions.Select(position => position.Guard));

    private static string Text(AccountBook book) => Text(
        book.Version, book.Cash.GetValueOrDefault(book.Asset), book.Realised, book.Fees.GetValueOrDefault(book.Asset), book.Funding, book.OpenOrders.Count,
        book.Positions.Values.Where(position => !position.IsFlat), book.Positions.Values.Where(position => !position.IsFlat).Select(position => book.Guards.GetValueOrDefault(position.Key)));

    private static string Text(
        long version, decimal cash, decimal realised, decimal fees, decimal funding, int orders, IEnumerable<Position> positions, IEnumerable<PositionGuard?> guards) =>
        $"version {version}, cash {cash:G29}, realised {realised:G29}, fees {fees:G29}, funding {funding:G29}, {orders} open orders, "
        + string.Join("; ", positions.Select(position => $"{position.Key} {position.Quantity:G29} at {position.Cost:G29}").Order(StringComparer.Ordinal)) + ", guards "
        + string.Join("; ", guards.OfType<PositionGuard>().Select(guard => guard.Id).Order(StringComparer.Ordinal));

    private static bool IsFinal(OrderState state) => state is OrderState.Filled or OrderState.Cancelled or OrderState.Rejected or OrderState.Expired;
}
