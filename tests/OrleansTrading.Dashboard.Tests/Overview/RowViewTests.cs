using OrleansTrading.Dashboard.Overview;
using OrleansTrading.Dashboard.Tests.Browser;
using OrleansTrading.Domain.Streams;
using OrleansTrading.TestKit;

namespace OrleansTrading.Dashboard.Tests.Overview;

public sealed class RowViewTests
{
    private readonly FakeSymbol _symbol = new FakeMarket(new ManualTimeProvider()).Add("binance:BTCUSDT", 67_000, symbol => symbol.IsQuiet = true);

    [Fact]
    public void TwoRows_ThatReadTheSame_HaveEqualViews()
    {
        var (first, second) = (Row(), Row());
        first.ShouldNotBe(second);
        RowView.Of(first).ShouldBe(RowView.Of(second));
    }

    [Fact]
    public void StreamState_ThatChanges_ChangesTheView()
    {
        var before = RowView.Of(Row());
        _symbol.Streams[StreamKind.Trade] = (StreamState.Stalled, TimeSpan.FromSeconds(40), 1);
        RowView.Of(Row()).ShouldNotBe(before);
    }

    [Fact]
    public void Row_ThatDoesNotAnswer_IsStaleAndSaysSo()
    {
        var view = RowView.Of(Row() with { IsAnswering = false, SinceAnswer = TimeSpan.FromSeconds(5) });
        (view.Freshness, view.Phase, view.Age).ShouldBe((Freshness.Stale, "Not answering", "5 s"));
    }

    [Fact]
    public void Row_WithoutASnapshot_ShowsDashes()
    {
        var view = RowView.Of(new InstrumentRow(_symbol.Id, null, true, TimeSpan.Zero));
        (view.Price, view.Change, view.Volume, view.Bid, view.Age, view.Phase).ShouldBe(("–", "–", "–", "–", "–", "Loading"));
    }

    private InstrumentRow Row() => new(_symbol.Id, _symbol.Snapshot(), true, TimeSpan.Zero);
}
