using OrleansTrading.Domain.Flow;
using OrleansTrading.Domain.Streams;
using OrleansTrading.TestKit;

namespace OrleansTrading.Domain.Tests.Flow;

public sealed class OrderFlowTests
{
    private const long Start = MadeFlow.Start;

    private readonly OrderFlow _flow = new();
    private long _id;

    [Fact]
    public void Trade_OfASeller_IsNegative()
    {
        Trade(0, 5, isBuyerMaker: true);
        Trade(10, 2, isBuyerMaker: false);
        var bucket = _flow.Latest(1).ShouldHaveSingleItem();
        (bucket.SellVolume, bucket.BuyVolume, bucket.Delta, bucket.Trades).ShouldBe((5, 2, -3, 2));
        _flow.CumulativeDelta.ShouldBe(-3);
        _flow.Since.ShouldBe(Start);
    }

    [Theory]
    [InlineData(100, 5, 101, 7, 100, 8, 101, 7, 3)]
    [InlineData(100, 5, 101, 7, 100.5, 8, 101, 7, 8)]
    [InlineData(100, 5, 101, 7, 99, 8, 101, 7, -5)]
    [InlineData(100, 5, 101, 7, 100, 5, 101, 9, -2)]
    [InlineData(100, 5, 101, 7, 100, 5, 100.5, 9, -9)]
    [InlineData(100, 5, 101, 7, 100, 5, 102, 9, 7)]
    [InlineData(100, 5, 101, 7, 101, 4, 102, 9, 11)]
    [InlineData(100, 5, 101, 7, 99, 4, 100, 9, -14)]
    public void Imbalance_OfOneChange_IsAsDefined(
        double bid, double bidQuantity, double ask, double askQuantity, double bidNow, double bidQuantityNow, double askNow, double askQuantityNow, double expected)
    {
        Ticker(0, bid, bidQuantity, ask, askQuantity);
        Ticker(100, bidNow, bidQuantityNow, askNow, askQuantityNow);
        var bucket = _flow.Latest(1).ShouldHaveSingleItem();
        (bucket.Imbalance, bucket.BookChanges, bucket.BidPrice, bucket.AskPrice).ShouldBe((expected, 1, bidNow, askNow));
    }

    [Fact]
    public void Imbalance_AcrossAGap_BeginsAnew()
    {
        Ticker(0, 100, 5, 101, 7);
        _flow.OnInterrupted(StreamKind.BookTicker);
        Ticker(100, 120, 5, 121, 7);
        _flow.Latest(1)[0].Imbalance.ShouldBe(0);
        Ticker(200, 120, 6, 121, 7);
        _flow.Latest(1)[0].Imbalance.ShouldBe(1);
    }

    [Fact]
    public void Imbalance_GapOfAnotherStream_GoesOn()
    {
        Ticker(0, 100, 5, 101, 7);
        _flow.OnInterrupted(StreamKind.Trade);
        Ticker(100, 100, 6, 101, 7);
        _flow.Latest(1)[0].Imbalance.ShouldBe(1);
    }

    [Fact]
    public void BestPrices_AnOlderConnectionStillTells_AreKnown()
    {
        _flow.OnBookTicker(new BookTicker(10, Start, 100, 5, 101, 7));
        _flow.OnBookTicker(new BookTicker(12, Start + 100, 100, 9, 101, 7));
        _flow.OnBookTicker(new BookTicker(11, Start + 50, 100, 6, 101, 7));
        _flow.OnBookTicker(new BookTicker(12, Start + 100, 100, 9, 101, 7));
        _flow.Latest(1)[0].ShouldSatisfyAllConditions(bucket => bucket.Imbalance.ShouldBe(4), bucket => bucket.BookChanges.ShouldBe(1));
    }

    [Fact]
    public void OneEvent_FarAhead_DoesNotWipeTheHour()
    {
        for (var second = 0; second < 3600; second++)
            Trade(second * 1000, 1, isBuyerMaker: false);
        Trade(1_000_000_000_000, 1, isBuyerMaker: false);
        Trade(3_600_000, 1, isBuyerMaker: false);
        _flow.Latest(3600).Length.ShouldBe(3600);
        _flow.Newest.ShouldBe(Start + 3_600_000);
        _flow.CumulativeDelta.ShouldBe(3602);
    }

    [Fact]
    public void ThreeEvents_FarAhead_AreALeapThatLosesNothing()
    {
        var heard = new HeardFlow();
        _flow.Follow(heard);
        Trade(0, 1, isBuyerMaker: false);
        for (var i = 0; i < 3; i++)
            Trade(86_400_000 + (i * 1000), 1 << i, isBuyerMaker: false);
        _flow.Latest(3600).Select(bucket => (bucket.OpenTime - Start, bucket.BuyVolume)).ShouldBe([(86_400_000, 1), (86_401_000, 2), (86_402_000, 4)]);
        heard.Buckets.ShouldHaveSingleItem().OpenTime.ShouldBe(Start);
    }

    [Fact]
    public void Leap_WithAGapOfTheBestPrices_LosesNoTrade()
    {
        Trade(0, 1, isBuyerMaker: false);
        Trade(86_400_000, 1, isBuyerMaker: false);
        Ticker(86_400_000, 100, 5, 101, 7);
        _flow.OnInterrupted(StreamKind.BookTicker);
        Trade(86_401_000, 2, isBuyerMaker: false);
        Trade(86_402_000, 4, isBuyerMaker: false);
        _flow.Latest(3600).Select(bucket => bucket.BuyVolume).ShouldBe([1, 2, 4]);
        _flow.Latest(3600).ShouldAllBe(bucket => bucket.BidPrice == 0);
    }

    [Fact]
    public void FirstEvent_FarAhead_IsPutRight()
    {
        Trade(1_000_000_000_000, 1, isBuyerMaker: false);
        for (var i = 0; i < 3; i++)
            Trade(i * 1000, 1, isBuyerMaker: false);
        (_flow.Since, _flow.Newest).ShouldBe((Start, Start + 2000));
        _flow.Latest(3600).Length.ShouldBe(3);
    }

    [Fact]
    public void RepairedTrade_FromBeforeTheFirstEvent_IsNoPartOfTheSum()
    {
        Trade(-2_000, 8, isBuyerMaker: false, isRepaired: true);
        Trade(0, 1, isBuyerMaker: false);
        Trade(-1_000, 4, isBuyerMaker: false, isRepaired: true);
        Trade(0, 2, isBuyerMaker: false, isRepaired: true);
        (_flow.Since, _flow.CumulativeDelta).ShouldBe((Start, 3));
    }

    [Fact]
    public void RepairedTrade_GoesToItsOwnSecond_OrOnlyToTheSum()
    {
        Trade(0, 1, isBuyerMaker: false);
        Trade(7_000_000, 1, isBuyerMaker: false);
        Trade(7_000_000, 1, isBuyerMaker: false);
        Trade(7_000_000, 1, isBuyerMaker: false);
        Trade(5_000_000, 10, isBuyerMaker: true, isRepaired: true);
        Trade(1_000_000, 20, isBuyerMaker: true, isRepaired: true);
        _flow.Latest(3600).Select(bucket => bucket.SellVolume).ShouldBe([10, 0]);
        _flow.CumulativeDelta.ShouldBe(-26);
        _flow.Newest.ShouldBe(Start + 7_000_000);
    }

    [Fact]
    public void Second_IsTold_OnceItIsOverForAllStreams()
    {
        var heard = new HeardFlow();
        _flow.Follow(heard);
        Trade(500, 1, isBuyerMaker: false);
        Trade(3900, 1, isBuyerMaker: false);
        heard.Buckets.ShouldBeEmpty();
        Trade(900, 2, isBuyerMaker: false);
        Trade(4000, 1, isBuyerMaker: false);
        heard.Buckets.ShouldHaveSingleItem().BuyVolume.ShouldBe(3);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(1, 0)]
    [InlineData(1, double.PositiveInfinity)]
    public void Trade_OfNoPossibleSize_IsNone(double price, double quantity)
    {
        _flow.OnTrade(new AggTrade(1, Start, price, quantity, false), isRepaired: false);
        _flow.Latest(3600).ShouldBeEmpty();
        _flow.CumulativeDelta.ShouldBe(0);
    }

    [Fact]
    public void CumulativeDelta_OfTenMillionTrades_DoesNotDrift()
    {
        decimal exact = 0;
        var random = new Random(5);
        for (var i = 0; i < 10_000_000; i++)
        {
            var (quantity, sells) = (random.Next(1, 1_000_000), random.Next(2) == 0);
            exact += sells ? -quantity : quantity;
            _flow.OnTrade(new AggTrade(i, Start, 1, quantity / 1000.0, sells), isRepaired: false);
        }

        // A plain sum is off by some 1e-7 here; the terms themselves are rounded to 1e-14 or so each.
        _flow.CumulativeDelta.ShouldBe((double)(exact / 1000), 1e-9);
    }

    [Fact]
    public void Events_InTheSteadyState_AllocateNothing()
    {
        _flow.Follow(new CountedFlow());
        for (var second = 0; second < 3600; second++)
            Ticker(second * 1000, 100, 5, 101, 7);
        var i = 0;
        AllocatedMemory.Least(() => () =>
        {
            for (var end = i + 100_000; i < end; i++)
            {
                Ticker(3_600_000 + (i * 50L), 100 + (i % 3), 5 + i, 104, 7);
                Trade(3_600_000 + (i * 50L), 1, (i & 1) == 0);
            }
        }).ShouldBe(0);
    }

    private void Trade(long after, double quantity, bool isBuyerMaker, bool isRepaired = false) =>
        _flow.OnTrade(new AggTrade(++_id, Start + after, 100, quantity, isBuyerMaker), isRepaired);

    private void Ticker(long after, double bid, double bidQuantity, double ask, double askQuantity) =>
        _flow.OnBookTicker(new BookTicker(++_id, Start + after, bid, bidQuantity, ask, askQuantity));

    private sealed class CountedFlow : IFlowFollower
    {
        private int _count;

        public void OnBucket(in FlowBucket bucket) => _count++;
    }
}
