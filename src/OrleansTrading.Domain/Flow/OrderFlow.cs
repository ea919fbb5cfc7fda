using OrleansTrading.Domain.Indicators.Windows;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Domain.Flow;

/// <summary>
/// Order flow of one instrument in seconds of the venue's time: what takers bought and sold, and the order-flow imbalance from
/// changes of best bid and ask. Each event belongs to the second of its own event time, also when it comes late. One thread at a
/// time; allocates nothing per event. The same events in the same order give the same flow.
/// </summary>
public sealed partial class OrderFlow
{
    public const int HeldSeconds = 3600;

    public const long BucketMilliseconds = 1000;

    /// <summary>
    /// A second is over when one has begun that is so much later: trades and best prices come by different streams, and neither waits
    /// for the other.
    /// </summary>
    public static readonly TimeSpan Lateness = TimeSpan.FromSeconds(3);

    /// <summary>
    /// What one event alone may move the newest second ahead by: one that stands far ahead of the market would throw the whole hour away.
    /// An event further ahead, or older than the hour, waits until <see cref="LeapConfirmations"/> in a row are; then it is believed, and
    /// before that a nearer one has it left out of the seconds.
    /// </summary>
    public static readonly TimeSpan LargestLeap = TimeSpan.FromMinutes(5);

    public const int LeapConfirmations = 3;

    private readonly FlowRing _ring = new();
    private IFlowFollower[] _followers = [];
    private CompensatedSum _delta;
    private BookTicker? _quote;
    private long? _newest;
    private long _toldUntil;

    /// <summary>Time of the first event, Unix milliseconds; null when none has come.</summary>
    public long? Since { get; private set; }

    /// <summary>First millisecond of the newest second, Unix milliseconds; null when nothing has come.</summary>
    public long? Newest => _newest;

    /// <summary>
    /// Signed volume of every trade since <see cref="Since"/> (CVD), base units. Summed with compensation, so that its error stays within
    /// a rounding or two of the result, however many trades there were.
    /// </summary>
    public double CumulativeDelta => _delta.Value;

    /// <summary>How often a second was changed after it was told of as over.</summary>
    public int Amendments { get; private set; }

    /// <summary>From now on every second that is over is told to it.</summary>
    public void Follow(IFlowFollower follower) => _followers = [.. _followers, follower];

    /// <param name="trade">The trade.</param>
    /// <param name="isRepaired">Whether it was asked for because the stream had missed it: it may be old, and never says what time it is.</param>
    public void OnTrade(in AggTrade trade, bool isRepaired)
    {
        if (!IsPositive(trade.Price) || !IsPositive(trade.Quantity))
            return;
        // The sum is of every trade since the first event, whether the second that it belongs to is held or not; a recording asks for
        // those of the time in which nobody followed too.
        if (!isRepaired || trade.EventTime >= Since)
            _delta = _delta.Plus(trade.IsBuyerMaker ? -trade.Quantity : trade.Quantity);
        if (isRepaired ? IsNearOrPast(trade.EventTime) : IsBelieved(MarketEvent.ForTrade(trade, received: 0)))
            Add(trade, isRepaired);
    }

    public void OnBookTicker(in BookTicker ticker)
    {
        // Two connections overlap when one takes over from the other: what the older one still says is known.
        if (_quote is { } known && ticker.UpdateId <= known.UpdateId && ticker.EventTime <= known.EventTime)
            return;
        if (IsBelieved(MarketEvent.ForBookTicker(ticker, received: 0)))
            Add(ticker);
    }

    /// <summary>A stream has a gap: no difference is taken across it, and no window that reaches over it is whole.</summary>
    public void OnInterrupted(StreamKind kind)
    {
        if (kind == StreamKind.Trade)
            _trades = default;
        if (kind != StreamKind.BookTicker)
            return;
        (_prices, _quote) = (default, null);
        ForgetStrayPrices();
    }

    /// <summary>Tells of every second that is not told of yet, the running one too: nothing more will come.</summary>
    public void Flush()
    {
        if (_newest is { } newest)
            TellUntil(newest + BucketMilliseconds);
    }

    private void Add(in AggTrade trade, bool isRepaired)
    {
        if (!Reach(trade.EventTime))
            return;
        if (!isRepaired)
            _trades.OnEvent(trade.EventTime);
        ref var bucket = ref Bucket(trade.EventTime);
        var quote = trade.Price * trade.Quantity;
        bucket = trade.IsBuyerMaker
            ? bucket with { SellVolume = bucket.SellVolume + trade.Quantity, SellQuoteVolume = bucket.SellQuoteVolume + quote, Trades = bucket.Trades + 1 }
            : bucket with { BuyVolume = bucket.BuyVolume + trade.Quantity, BuyQuoteVolume = bucket.BuyQuoteVolume + quote, Trades = bucket.Trades + 1 };
    }

    private void Add(in BookTicker ticker)
    {
        if (!IsPositive(ticker.BidPrice) || !IsPositive(ticker.AskPrice))
        {
            // With a side empty there is nothing to take a difference from.
            _quote = null;
            return;
        }

        if (!Reach(ticker.EventTime))
            return;
        _prices.OnEvent(ticker.EventTime);
        ref var bucket = ref Bucket(ticker.EventTime);
        bucket = bucket with { BidPrice = ticker.BidPrice, AskPrice = ticker.AskPrice };
        if (_quote is { } last && !IsSame(last, ticker))
            bucket = bucket with { Imbalance = bucket.Imbalance + QuoteChange.Imbalance(last, ticker), BookChanges = bucket.BookChanges + 1 };
        _quote = ticker;
    }

    private static bool IsPositive(double value) => value > 0 && double.IsFinite(value);

    private static bool IsSame(in BookTicker a, in BookTicker b) =>
        a.BidPrice == b.BidPrice && a.BidQuantity == b.BidQuantity && a.AskPrice == b.AskPrice && a.AskQuantity == b.AskQuantity;

    private static long OpenTimeOf(long time) => time - (time % BucketMilliseconds);

    /// <summary>The bucket of a time that is held.</summary>
    private ref FlowBucket Bucket(long time)
    {
        var openTime = OpenTimeOf(time);
        if (openTime < _toldUntil)
            Amendments++;
        ref var bucket = ref _ring.Write(openTime, out var isNew);
        // What is known of a second of the past is only what came in it.
        if (isNew && openTime == _newest && _quote is { } quote)
            bucket = bucket with { BidPrice = quote.BidPrice, AskPrice = quote.AskPrice };
        return ref bucket;
    }

    private void TellUntil(long openTime)
    {
        if (_followers.Length > 0 && _newest is { } newest)
        {
            // Later than the newest there is nothing, and a second that has left the ring is not in its slot any more.
            var last = Math.Min(openTime - BucketMilliseconds, newest);
            for (var second = Math.Max(_toldUntil, newest - ((HeldSeconds - 1) * BucketMilliseconds)); second <= last; second += BucketMilliseconds)
            {
                if (!_ring.TryRead(second, out var bucket))
                    continue;
                foreach (var follower in _followers)
                    follower.OnBucket(bucket);
            }
        }

        _toldUntil = Math.Max(_toldUntil, openTime);
    }
}
