using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>
/// An account that a limit halts again and again, by its stored events: on whichever silo it lived, from a halt until it was lifted nothing was sent that opens a
/// position, and no order went beyond the limit.
/// </summary>
internal sealed class HaltAudit(StormRig rig, StormLog log)
{
    public async Task RunAsync()
    {
        var events = (await AccountHistory.ReadAsync(rig.Stores, HaltLoad.Account)).Events;
        foreach (var fault in Faults(events))
            log.Violate($"{HaltLoad.Account}: {fault}");
        var halts = events.OfType<TradingSwitched>().Count(switched => switched.Switch == TradingSwitch.Halted);
        var refused = events.OfType<OrderRefused>().Count(refused => refused.Code == RefusalCodes.Halted);
        if (halts == 0 && IsTried(events, HaltLoad.OrdersPerMinute))
            log.Violate($"{HaltLoad.Account}: more than {HaltLoad.OrdersPerMinute} orders were asked for in a minute, and nothing halted it.");
        log.Say($"audit: account {HaltLoad.Account} was halted {halts} times by its limit; {refused} orders were refused meanwhile, {events.OfType<OrderSent>().Count()} sent in all");
    }

    public static IEnumerable<string> Faults(IEnumerable<AccountEvent> events)
    {
        var book = new AccountBook();
        foreach (var happened in events)
        {
            if (happened is OrderIntended { Order: var order } && IsHeldToLimits(order))
            {
                if (book.Switch == TradingSwitch.Halted && !order.Spec.OnlyReduces)
                    yield return $"order {order.Id} opens a position and was intended while the account was halted.";
                if (book.Limits.OrdersPerMinute is { } limit && book.OrdersInMinute(happened.Time) >= limit.Value)
                    yield return $"order {order.Id} was intended after {book.OrdersInMinute(happened.Time)} orders in a minute; the limit is {limit.Value}.";
            }

            book.Apply(happened);
        }
    }

    /// <summary>Whether after so many orders in a minute one more was asked for, and came as far as to the limits.</summary>
    public static bool IsTried(IEnumerable<AccountEvent> events, int limit)
    {
        var book = new AccountBook();
        foreach (var happened in events)
        {
            var isHeld = happened is OrderRefused { Code: RefusalCodes.RiskLimit } || (happened is OrderIntended { Order: var order } && IsHeldToLimits(order));
            if (isHeld && book.OrdersInMinute(happened.Time) >= limit)
                return true;
            book.Apply(happened);
        }

        return false;
    }

    /// <summary>What protects a position by making it smaller passes every limit.</summary>
    private static bool IsHeldToLimits(Order order) => !order.Spec.OnlyReduces || order.Purpose == OrderPurpose.Manual;
}
