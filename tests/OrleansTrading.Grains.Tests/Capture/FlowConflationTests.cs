using OrleansTrading.Grains.Capture;

namespace OrleansTrading.Grains.Tests.Capture;

public sealed class FlowConflationTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(64)]
    public void Merge_AnyRows_KeepsSumsAndOrderAndStaysInItsStretches(int seconds)
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var second = 1_700_000_000L;
            var rows = new FlowRow[random.Next(1, 300)];
            for (var i = 0; i < rows.Length; i++)
                rows[i] = new FlowRow(MemoryCaptureWriter.Bucket(second += random.Next(1, 5), random.Next(100)), 1);
            var before = rows.ToArray();

            var left = rows.AsSpan(0, FlowConflation.Merge(rows, seconds)).ToArray();

            left.Sum(row => row.Bucket.BuyVolume).ShouldBe(before.Sum(row => row.Bucket.BuyVolume), 1e-9, $"seed {seed}");
            left.Sum(row => row.Bucket.Trades).ShouldBe(before.Sum(row => row.Bucket.Trades));
            left.Sum(row => row.Bucket.Imbalance).ShouldBe(before.Sum(row => row.Bucket.Imbalance), 1e-9);
            left[0].Bucket.OpenTime.ShouldBe(before[0].Bucket.OpenTime);
            left.Select(row => row.Bucket.OpenTime / (seconds * 1000L)).ShouldBeUnique($"seed {seed}");
            left.ShouldAllBe(row => row.Seconds >= 1 && row.Seconds <= seconds);
            left.Zip(left.Skip(1)).ShouldAllBe(pair => pair.First.Bucket.OpenTime + (pair.First.Seconds * 1000) <= pair.Second.Bucket.OpenTime);
        }
    }

    [Fact]
    public void Merge_TwoSeconds_TakesTheBestPricesOfTheLast()
    {
        FlowRow[] rows = [new(MemoryCaptureWriter.Bucket(10), 1), new(MemoryCaptureWriter.Bucket(11) with { BidPrice = 98, AskPrice = 102 }, 1)];

        FlowConflation.Merge(rows, 2).ShouldBe(1);

        rows[0].Seconds.ShouldBe(2);
        rows[0].Bucket.ShouldBe(MemoryCaptureWriter.Bucket(10) with
        {
            Imbalance = 1, BuyVolume = 2, SellVolume = 4, BuyQuoteVolume = 6, SellQuoteVolume = 8, Trades = 2, BookChanges = 4, BidPrice = 98, AskPrice = 102,
        });
    }
}
