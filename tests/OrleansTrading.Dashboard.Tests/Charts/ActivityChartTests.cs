using OrleansTrading.Contracts.Streams;
using OrleansTrading.Dashboard.Charts;
using OrleansTrading.Domain.Books;
using OrleansTrading.Domain.Flow;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Dashboard.Tests.Charts;

public sealed class ActivityChartTests
{
    private const long Hour = 3_600_000;
    private const long Start = 1_767_225_600_000;

    [Fact]
    public void Depth_StandsAroundTheMiddle_WithRoundEdges()
    {
        var model = DepthChartModel.Of([new(99, 2), new(97.1, 3)], [new(101, 1), new(102, 1)])!;
        (model.Middle, model.HalfWidth, model.Quantity.Last).ShouldBe((100, 3, 6));
        model.Bids.ShouldBe("M333.3 400L333.3 400L333.3 266.7L16.7 266.7L16.7 66.7L16.7 400");
        model.PriceLabels().Single(label => label.Percent == 50).Text.ShouldBe("100.0");
    }

    [Fact]
    public void Depth_WithoutASide_IsNone() => DepthChartModel.Of([new BookLevel(99, 2)], []).ShouldBeNull();

    [Fact]
    public void Flow_IsAddedUpInBars_AndTheLineBeginsWithWhatIsKnown()
    {
        FlowBucket[] buckets = [Bucket(Start, 3, 1), Bucket(Start + 1000, 0, 1), Bucket(Start + 6000, 0, 4)];
        var model = FlowChartModel.Of([.. buckets], 7, 5000)!;
        model.FirstTime.ShouldBe(Start + 5000 - (59 * 5000));
        model.Delta.ShouldBe(5);
        model.Bought.ShouldStartWith("M580.8 ");
        model.Sold.ShouldStartWith("M590.8 100");
        model.Cumulative.ShouldStartWith("M580 ");
    }

    [Fact]
    public void Timeline_DrawsWhatStoodAtItsBeginning_AndTroubleThatWasShort()
    {
        var model = TimelineModel.Of(
            [Change(-Hour, StreamState.Live), Change(Hour, StreamState.Stalled), Change(Hour + 1, StreamState.Live), Change(2 * Hour, StreamState.Down)],
            [StreamKind.Trade, StreamKind.Depth], Start, Start + (4 * Hour));
        var spans = model.Rows[0].Spans;
        spans.Select(span => span.State).ShouldBe([StreamState.Live, StreamState.Stalled, StreamState.Live, StreamState.Down]);
        (spans[0].Percent, spans[0].Width, spans[3].Percent, spans[3].Width).ShouldBe((0, 25, 50, 50));
        model.Rows[1].Spans.ShouldBeEmpty();
    }

    [Fact]
    public void Timeline_OfManyShortChanges_IsDrawnTogetherAsTheWorst()
    {
        var changes = Enumerable.Range(0, 2000).Select(i => Change(Hour + (i * 1000), i % 2 == 0 ? StreamState.Reconnecting : StreamState.Live));
        var spans = TimelineModel.Of([.. changes], [StreamKind.Trade], Start, Start + (24 * Hour)).Rows[0].Spans;
        spans.Length.ShouldBeLessThan(30);
        spans.SkipLast(1).ShouldAllBe(span => span.State == StreamState.Reconnecting);
    }

    [Theory]
    [InlineData(6, 15)]
    [InlineData(15, 15)]
    [InlineData(16, 60)]
    [InlineData(300, 360)]
    [InlineData(1_000, 360)]
    public void Timeline_OfAYoungService_IsAsShortAsShowsAll(int minutes, int expected)
    {
        var change = Change(0, StreamState.Live);
        TimelineLength.Fitting(new StreamHistory(change.Instrument, Start - (24 * Hour), Start + (minutes * 60_000L), [change])).ShouldBe(expected);
    }

    [Fact]
    public void Timeline_WithoutAnyChange_IsAsLongAsUsual() =>
        TimelineLength.Fitting(new StreamHistory(Change(0, default).Instrument, Start - (24 * Hour), Start, [])).ShouldBe(TimelineLength.Usual);

    private static FlowBucket Bucket(long openTime, double buys, double sells) => new(openTime, 1, buys, sells, buys, sells, 1, 1, 1, 1);

    private static StreamTransition Change(long after, StreamState to) =>
        new(InstrumentId.Parse("binance:BTCUSDT"), StreamKind.Trade, Start + after, StreamState.Waiting, to, null);
}
