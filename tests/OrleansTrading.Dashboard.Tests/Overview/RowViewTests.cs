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

    [Fact]
    public void Row_WhoseCandlesAloneAreOld_TellsTheirAge()
    {
        _symbol.Freshness = Freshness.Stale;
        _symbol.Streams[StreamKind.Kline] = (StreamState.Stalled, TimeSpan.FromSeconds(107), 4);
        var view = RowView.Of(Row());
        (view.Freshness, view.Age).ShouldBe((Freshness.Stale, "1 m 47 s"));
    }

    [Fact]
    public void Row_OfWhichNothingComes_TellsTheAgeOfItsNewestData()
    {
        (_symbol.Freshness, _symbol.Age) = (Freshness.Stale, TimeSpan.FromSeconds(75));
        _symbol.Streams[StreamKind.Kline] = (StreamState.Stalled, TimeSpan.FromSeconds(80), 4);
        RowView.Of(Row()).Age.ShouldBe("1 m 15 s");
    }

    private InstrumentRow Row() => new(_symbol.Id, _symbol.Snapshot(), true, TimeSpan.Zero);
}
