using System.Collections.Immutable;
using OrleansTrading.Dashboard.Overview;
using OrleansTrading.Dashboard.Tests.Browser;
using OrleansTrading.TestKit;

namespace OrleansTrading.Dashboard.Tests.Overview;

public sealed class RowOrderTests
{
    private static readonly ImmutableArray<InstrumentRow> Rows = [Row("binance:BTCUSDT", 67_000), Row("binance:ADAUSDT", 0.5), Empty("binance:NEWUSDT"), Row("binance:ETHUSDT", 3_400)];

    [Fact]
    public void Watchlist_KeepsTheOrderGiven() => Symbols(default).ShouldBe(["BTCUSDT", "ADAUSDT", "NEWUSDT", "ETHUSDT"]);

    [Fact]
    public void Symbol_Ascending_IsAlphabetical() =>
        Symbols(new RowOrder(SortColumn.Symbol, false)).ShouldBe(["ADAUSDT", "BTCUSDT", "ETHUSDT", "NEWUSDT"]);

    [Theory]
    [InlineData(true, new[] { "BTCUSDT", "ETHUSDT", "ADAUSDT", "NEWUSDT" })]
    [InlineData(false, new[] { "ADAUSDT", "ETHUSDT", "BTCUSDT", "NEWUSDT" })]
    public void Price_InEitherDirection_PutsTheUnknownLast(bool descending, string[] expected) =>
        Symbols(new RowOrder(SortColumn.Price, descending)).ShouldBe(expected);

    [Fact]
    public void Clicked_ThreeTimes_ComesBackToTheWatchlist()
    {
        var first = default(RowOrder).Clicked(SortColumn.Volume);
        var second = first.Clicked(SortColumn.Volume);
        (first, second, second.Clicked(SortColumn.Volume)).ShouldBe((new RowOrder(SortColumn.Volume, true), new RowOrder(SortColumn.Volume, false), default));
    }

    private static IEnumerable<string> Symbols(RowOrder order) => order.Apply(Rows).Select(row => row.Id.Symbol);

    private static InstrumentRow Row(string id, double price)
    {
        var symbol = new FakeMarket(new ManualTimeProvider()).Add(id, price);
        return new InstrumentRow(symbol.Id, symbol.Snapshot(), true, TimeSpan.Zero);
    }

    private static InstrumentRow Empty(string id) => new(Domain.Instruments.InstrumentId.Parse(id), null, true, TimeSpan.Zero);
}
