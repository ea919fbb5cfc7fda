using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>
/// An account that a limit halts again and again, by its stored events: on whichever silo it lived, from a halt until it was lifted nothing was sent that opens a
/// position, and no order went beyond the limit.
/// </summary>
internal sealed class HaltAudit(StormRig rig, StormLog log)
{
    /// <summary>From so many answers on the limit must have been reached.</summary>
    private const int Many = 60;

    public async Task RunAsync(IReadOnlyCollection<OrderAnswer> answers)
    {
        var events = (await AccountHistory.ReadAsync(rig.Stores, HaltLoad.Account)).Events;
        foreach (var fault in Faults(events))
            log.Violate($"{HaltLoad.Account}: {fault}");
        var halts = events.OfType<TradingSwitched>().Count(switched => switched.Switch == TradingSwitch.Halted);
        var refused = events.OfType<OrderRefused>().Count(refused => refused.Code == RefusalCodes.Halted);
        if (answers.Count >= Many && (halts == 0 || refused == 0))
            log.Violate($"{HaltLoad.Account}: of {answers.Count} answers none came to the limit, or none while it was halted: nothing was tried.");
        log.Say($"audit: account {HaltLoad.Account} was halted {halts} times by its limit; {refused} orders were refused meanwhile, {events.OfType<OrderSent>().Count()} sent in all");
    }

    public static IEnumerable<string> Faults(IEnumerable<AccountEvent> events)
    {
        var book = new AccountBook();
        foreach (var happened in events)
        {
            if (happened is OrderIntended { Order: var order })
            {
                if (book.Switch == TradingSwitch.Halted && !order.Spec.OnlyReduces)
                    yield return $"order {order.Id} opens a position and was intended while the account was halted.";
                if (book.Limits.OrdersPerMinute is { } limit && book.OrdersInMinute(happened.Time) >= limit.Value)
                    yield return $"order {order.Id} was intended after {book.OrdersInMinute(happened.Time)} orders in a minute; the limit is {limit.Value}.";
            }

            book.Apply(happened);
        }
    }
}
