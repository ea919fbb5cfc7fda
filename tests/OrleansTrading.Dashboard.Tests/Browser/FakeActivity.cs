using OrleansTrading.Contracts.Books;
using OrleansTrading.Contracts.Flow;
using OrleansTrading.Contracts.Streams;
using OrleansTrading.Domain.Books;
using OrleansTrading.Domain.Flow;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>One symbol's book, order flow and stream history, made up from its price and the time.</summary>
internal sealed class FakeActivity(FakeSymbol symbol, Func<double> price, TimeProvider time)
{
    public BookPhase Phase { get; set; } = BookPhase.Live;

    public OrderBookView Book(int levels)
    {
        var (middle, random) = (price(), new Random(7));
        BookLevel[] Side(int sign) => [.. Enumerable.Range(1, levels).Select(i =>
            new BookLevel(middle * (1 + (sign * i * 0.00002)), 0.2 + (random.NextDouble() * (1 + (i / 10.0)))))];
        return Phase == BookPhase.Live
            ? new OrderBookView(symbol.Id, Phase, Now, symbol.Age, 1, [.. Side(-1)], [.. Side(1)], 2)
            : new OrderBookView(symbol.Id, Phase, 0, null, 0, [], [], 2);
    }

    public OrderFlowSeries Flow(int seconds)
    {
        var last = Now / 1000 * 1000;
        var buckets = Enumerable.Range(0, seconds).Select(i => Bucket(last - ((seconds - 1 - i) * 1000))).Where(bucket => bucket.Trades > 0).ToList();
        var volume = buckets.Sum(bucket => bucket.BuyVolume + bucket.SellVolume);
        return new OrderFlowSeries(
            symbol.Id, [.. buckets], 12.5, buckets.Sum(bucket => bucket.BuyQuoteVolume + bucket.SellQuoteVolume) / volume, last - 7_200_000);
    }

    /// <summary>Streams that went through every state in the last hours, as far as they are there.</summary>
    public StreamHistory History(long from, long to)
    {
        var changes = new List<StreamTransition>();
        foreach (var (kind, index) in symbol.Streams.Keys.Select((kind, index) => (kind, index)))
        {
            var state = StreamState.Waiting;
            void To(StreamState next, double hoursAgo, string? reason = null)
            {
                changes.Add(new StreamTransition(symbol.Id, kind, to - (long)(hoursAgo * 3_600_000), state, next, reason));
                state = next;
            }

            To(StreamState.Live, 5.5, "first data");
            To(StreamState.Idle, 3 + (index * 0.3));
            To(StreamState.Stalled, 2.8 + (index * 0.3));
            To(StreamState.Reconnecting, 2.5 + (index * 0.3), "resubscribed without an answer");
            To(StreamState.Down, 2.4 + (index * 0.3), "3 attempts in a row");
            To(StreamState.Live, 2 + (index * 0.2), "data");
            To(StreamState.Stalled, 0.02 + (index * 0.1), "quiet for 4.2 s");
            To(StreamState.Live, 0.019 + (index * 0.1), "data");
        }

        return new StreamHistory(symbol.Id, from, to, [.. changes.OrderBy(change => change.At)]);
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private FlowBucket Bucket(long openTime)
    {
        var random = new Random((int)(openTime / 1000));
        var (buys, sells, middle) = (random.NextDouble() * 3, random.NextDouble() * 2.8, price());
        return new FlowBucket(openTime, (random.NextDouble() - 0.48) * 9, buys, sells, buys * middle, sells * middle, random.Next(0, 12), 30, middle, middle);
    }
}
