using OrleansTrading.Domain.Flow;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Domain.Tests.Flow;

/// <summary>The flow of a list of steps, worked out anew from its beginning.</summary>
internal static class NaiveFlow
{
    public static (List<FlowBucket> Buckets, double Delta) Of(List<FlowStep> steps)
    {
        var all = new Dictionary<long, List<FlowStep>>();
        var imbalances = Imbalances(steps);
        long newest = 0;
        foreach (var step in steps.Where(step => step.Gap is null && !step.IsSlip))
        {
            if (newest == 0 && step.IsRepaired)
                continue;
            newest = Math.Max(newest, Second(step));
            if (Second(step) > newest - 3_600_000)
                (all.TryGetValue(Second(step), out var list) ? list : all[Second(step)] = []).Add(step);
        }

        var buckets = all.Where(second => second.Key > newest - 3_600_000).OrderBy(second => second.Key)
            .Select(second => BucketOf(second.Key, second.Value, imbalances)).ToList();
        var since = steps.Find(step => step.Gap is null && !step.IsRepaired)?.Time ?? long.MaxValue;
        return (buckets, steps.Where(step => !step.IsRepaired || step.Time >= since)
            .Sum(step => step.Trade is { } trade ? (trade.IsBuyerMaker ? -1 : 1) * trade.Quantity : 0));
    }

    private static long Second(FlowStep step) => step.Time!.Value / 1000 * 1000;

    private static FlowBucket BucketOf(long second, List<FlowStep> steps, Dictionary<FlowStep, double> imbalances)
    {
        var trades = steps.Select(step => step.Trade).OfType<AggTrade>().ToList();
        var buys = trades.Where(trade => !trade.IsBuyerMaker).ToList();
        var sells = trades.Where(trade => trade.IsBuyerMaker).ToList();
        var changes = steps.Where(imbalances.ContainsKey).ToList();
        return new FlowBucket(
            second, changes.Sum(step => imbalances[step]), buys.Sum(trade => trade.Quantity), sells.Sum(trade => trade.Quantity),
            buys.Sum(trade => trade.Quantity * trade.Price), sells.Sum(trade => trade.Quantity * trade.Price), trades.Count, changes.Count, 0, 0);
    }

    /// <summary>The change of each best price from the one before, by the words of the definition.</summary>
    private static Dictionary<FlowStep, double> Imbalances(List<FlowStep> steps)
    {
        var imbalances = new Dictionary<FlowStep, double>(ReferenceEqualityComparer.Instance);
        BookTicker? before = null;
        foreach (var step in steps)
        {
            if (step.Gap == StreamKind.BookTicker)
                before = null;
            if (step.IsSlip || step.Ticker is not { } now)
                continue;
            if (before is { } last && (now with { UpdateId = 0, EventTime = 0 }) != (last with { UpdateId = 0, EventTime = 0 }))
            {
                var demand = now.BidPrice > last.BidPrice ? now.BidQuantity
                    : now.BidPrice < last.BidPrice ? -last.BidQuantity : now.BidQuantity - last.BidQuantity;
                var supply = now.AskPrice < last.AskPrice ? now.AskQuantity
                    : now.AskPrice > last.AskPrice ? -last.AskQuantity : now.AskQuantity - last.AskQuantity;
                imbalances[step] = demand - supply;
            }

            before = now;
        }

        return imbalances;
    }
}
