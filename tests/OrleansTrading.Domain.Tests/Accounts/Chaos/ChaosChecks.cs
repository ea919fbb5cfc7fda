using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Tests.Accounts.Chaos;

/// <summary>What must hold at the end of a run: the account's stored events against the venue's own books.</summary>
internal static class ChaosChecks
{
    public const decimal Opening = 10_000m;

    /// <summary>What does not hold; null when all does. Before all has settled something does not.</summary>
    public static string? Of(ChaosWorld world)
    {
        var book = world.Store.Replay();
        return OfOrders(world, book) ?? OfFills(world, book) ?? OfMoney(world, book) ?? OfDifferences(world, book) ?? OfBare(world, book);
    }

    /// <summary>How it came to that: no order has left a final state or shrunk, and none that ended still moves.</summary>
    public static string? OfHistory(ChaosWorld world)
    {
        var last = new Dictionary<string, OrderReported>();
        foreach (var reported in world.Store.Events.OfType<OrderReported>())
        {
            if (last.TryGetValue(reported.OrderId, out var before)
                && (reported.Filled < before.Filled || (IsFinal(before.State) && reported.State != before.State) || (before.State == OrderState.Cancelling && reported.State == OrderState.Accepted)))
                return $"Order {reported.OrderId} went from {before.State} ({before.Filled}) to {reported.State} ({reported.Filled}).";
            last[reported.OrderId] = reported;
        }

        return OfLimits(world) ?? OfStops(world) ?? Replays(world);
    }

    /// <summary>
    /// With no order that may open something has its instrument come to more than its limit, everything counted that was held and might trade
    /// then. Valued by the order's price: a limit price is up to 0.2 percent away from the market that the rest was valued by.
    /// </summary>
    private static string? OfLimits(ChaosWorld world)
    {
        var book = new AccountBook();
        foreach (var happened in world.Store.Events)
        {
            book.Apply(happened);
            if (happened is not OrderIntended { Order.Spec: { OnlyReduces: false } spec } intended)
                continue;
            var held = book.Positions.Values.Where(position => position.Key.Instrument == spec.Instrument).Sum(position => Math.Abs(position.Quantity));
            var open = book.OpenOrders.Values.Where(order => order.Spec.Instrument == spec.Instrument && !order.Spec.ReduceOnly).Sum(order => order.Outstanding);
            var value = (held + open) * intended.ReferencePrice;
            if (value > ChaosWorld.SymbolLimit * 1.005m)
                return $"With order {intended.Order.Id} all of {spec.Instrument} comes to {value}; at most {ChaosWorld.SymbolLimit} was allowed.";
            if (value > ChaosWorld.SymbolLimit * 0.95m)
                world.Tally.Add(ChaosCount.LimitReached);
        }

        return null;
    }

    /// <summary>
    /// Where the account protects its positions, no event but an execution leaves one without a stop, and the next one gives it its own. Only what
    /// somebody else traded and the account learnt late waits for the market's price, which the end of the run has brought.
    /// </summary>
    private static string? OfStops(ChaosWorld world)
    {
        if (world.Rules.ProtectionPercent == 0)
            return null;
        var (book, waiting) = (new AccountBook(), new HashSet<PositionKey>());
        foreach (var happened in world.Store.Events)
        {
            book.Apply(happened);
            if (happened is FillBooked { Fill: var fill } && fill.Time < happened.Time - 5_000 && book.FindOrder(fill) is not { Purpose: not OrderPurpose.External })
                waiting.Add(new PositionKey(fill.Instrument, fill.PositionSide));
            else if (happened is GuardSet { Guard: not null } set)
                waiting.Remove(set.Position);
            if (happened is not FillBooked && Bare(book).FirstOrDefault(position => !waiting.Contains(position.Key)) is { } bare)
                return $"{bare.Key} has no stop after event {book.Version}.";
            if (happened is GuardSet { By: "protection" })
                world.Tally.Add(ChaosCount.Protected);
        }

        return null;
    }

    private static string? OfBare(ChaosWorld world, AccountBook book) =>
        world.Rules.ProtectionPercent > 0 && Bare(book).FirstOrDefault() is { } left ? $"{left.Key} has no stop." : null;

    private static IEnumerable<Position> Bare(AccountBook book) =>
        book.Positions.Values.Where(position => !position.IsFlat && book.Guards.GetValueOrDefault(position.Key)?.Plan.StopLoss is null);

    private static bool IsFinal(OrderState state) => state is OrderState.Filled or OrderState.Cancelled or OrderState.Rejected or OrderState.Expired;

    /// <summary>Two replays, and the account as the living activation has it, are the same to the last character.</summary>
    private static string? Replays(ChaosWorld world)
    {
        if (world.Seed % 50 != 0)
            return null;
        var (first, second) = (StateText.Of(world.Store.Replay()), StateText.Of(world.Store.Replay()));
        if (first != second)
            return "Two replays of the same events differ.";
        var live = world.Route()?.Machine.Book;
        return live is not null && live.Version == world.Store.Events.Count && StateText.Of(live) != first ? "The living account differs from its replay." : null;
    }

    /// <summary>Wallet balances and positions as the venue counts them: at average prices, in its own way and in the order in which it traded.</summary>
    public static (Dictionary<string, decimal> Balances, List<VenueHolding> Holdings) VenueBooksOf(ChaosWorld world)
    {
        var balances = new Dictionary<string, decimal> { ["USDT"] = Opening + world.Venue.Moves.Sum(move => move.Amount) };
        var open = new Dictionary<PositionKey, (decimal Quantity, decimal Entry)>();
        foreach (var fill in world.Venue.Fills)
        {
            balances[fill.FeeAsset] = balances.GetValueOrDefault(fill.FeeAsset) - fill.Fee;
            var key = new PositionKey(fill.Instrument, fill.PositionSide);
            var (held, entry) = open.GetValueOrDefault(key);
            var signed = fill.SignedQuantity;
            var closed = held * signed < 0 ? Math.Min(Math.Abs(held), Math.Abs(signed)) * Math.Sign(held) : 0;
            balances["USDT"] += closed * (fill.Price - entry);
            var (kept, added) = (held - closed, signed + closed);
            open[key] = (kept + added, kept + added == 0 ? 0 : ((kept * entry) + (added * fill.Price)) / (kept + added));
        }

        return (balances, [.. open.Where(held => held.Value.Quantity != 0).Select(held => new VenueHolding(held.Key, held.Value.Quantity, held.Value.Entry, null, null))]);
    }

    private static string? OfOrders(ChaosWorld world, AccountBook book)
    {
        if (world.Venue.Taken.FirstOrDefault(taken => taken.Value > 1) is { Key: not null } doubled)
            return $"Order {doubled.Key} was taken {doubled.Value} times.";
        if (book.OpenOrders.Values.FirstOrDefault(order => order.IsFinal || order.IsInFlight || order.State is OrderState.Cancelling or OrderState.New) is { } unsettled)
            return $"Order {unsettled.Id} is {unsettled.State}, {unsettled.Filled} of {unsettled.ReportedFilled} booked.";
        var listed = world.Venue.OpenOrders().Select(order => order.OrderId).Order(StringComparer.Ordinal);
        if (!listed.SequenceEqual(book.OpenOrders.Keys.Order(StringComparer.Ordinal)))
            return $"Open here: {string.Join(", ", book.OpenOrders.Keys)}; open there: {string.Join(", ", listed)}.";
        foreach (var order in world.Venue.Orders)
        {
            var ours = book.FindOrder(order.ClientId);
            if (ours is null && (OrderIds.IsOurs(order.ClientId) || order.IsOpen))
                return $"The venue has order {order.ClientId}, the book has not.";
            if (ours is not null && ours.Purpose != OrderPurpose.External && ours.Filled != order.Filled)
                return $"Of order {order.ClientId} {ours.Filled} is booked; {order.Filled} has traded.";
            if (ours is { State: OrderState.Rejected } && order.State != OrderState.Rejected)
                return $"Order {order.ClientId} counts as never taken ({ours.Reason}); at the venue it is {order.State}.";
        }

        if (book.OpenOrders.Values.Where(order => order.IsFinal).Sum(order => order.Outstanding) is not 0 and var reserved)
            return $"{reserved} is reserved for orders that have ended.";
        if (book.Orders.Where(order => order.IsFinal && order.Outstanding != 0).Select(order => order.Id).FirstOrDefault() is { } holding)
            return $"Order {holding} has ended and still reserves something.";
        return world.Client.Answered.Values.FirstOrDefault(id => book.FindOrder(id) is null) is { } lost ? $"Order {lost} was answered and is not stored." : null;
    }

    private static string? OfFills(ChaosWorld world, AccountBook book)
    {
        var booked = world.Store.Events.OfType<FillBooked>().Select(happened => happened.Fill.TradeId).ToList();
        if (booked.Distinct().Count() != booked.Count)
            return "An execution is booked twice.";
        if (world.Venue.Fills.FirstOrDefault(fill => !booked.Contains(fill.TradeId)) is { } lost)
            return $"Execution {lost.TradeId} of order {lost.OrderId} is not booked.";
        return booked.Count != world.Venue.Fills.Count ? "More is booked than has traded." : book.FiredGuards.Count > 0 ? "A guard has triggered and its position is still there." : null;
    }

    /// <summary>To the last unit: cash is what was there, what came, what was sold less what was bought, and what the open positions stand at.</summary>
    private static string? OfMoney(ChaosWorld world, AccountBook book)
    {
        var fills = world.Venue.Fills;
        var (traded, cost) = (fills.Sum(fill => fill.SignedQuantity * fill.Price), book.Positions.Values.Sum(position => position.Cost));
        var cash = Opening + world.Venue.Moves.Sum(move => move.Amount) - fills.Where(fill => fill.FeeAsset == "USDT").Sum(fill => fill.Fee) - traded + cost;
        if (book.Cash.GetValueOrDefault("USDT") != cash)
            return $"Cash is {book.Cash.GetValueOrDefault("USDT")}; expected {cash}.";
        if (-book.Cash.GetValueOrDefault("BNB") != fills.Where(fill => fill.FeeAsset == "BNB").Sum(fill => fill.Fee))
            return "The fees in BNB do not add up.";
        if (book.Positions.Values.FirstOrDefault(position => position.IsFlat && position.Cost != 0) is { } flat)
            return $"{flat.Key} is flat and stands at {flat.Cost}.";
        foreach (var (key, quantity) in world.Venue.Quantities)
        {
            if (book.PositionOf(key).Quantity != quantity)
                return $"{key} is {book.PositionOf(key).Quantity}; the venue has {quantity}.";
        }

        return null;
    }

    /// <summary>Nothing happened that no order, execution or movement explains: so no position or balance was ever set to the venue's.</summary>
    private static string? OfDifferences(ChaosWorld world, AccountBook book) =>
        world.Store.Events.FirstOrDefault(happened => happened is PositionAdjusted or CashMoved { Reason: CashReason.Correction }) is { } adjusted
            ? $"A difference was believed that was none: {adjusted}."
            : book.Limits.IsEmpty ? "The limits are gone." : null;
}
