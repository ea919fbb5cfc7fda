using OrleansTrading.Dashboard.Instruments.Grid;
using OrleansTrading.Dashboard.Overview;
using OrleansTrading.Dashboard.Tests.Browser;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.TestKit;

namespace OrleansTrading.Dashboard.Tests.Instruments.Grid;

public sealed class GridOrdersTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly FakeMarket _market;
    private readonly GridOrders _orders;

    public GridOrdersTests()
    {
        (_market, _orders) = (new FakeMarket(_time), new GridOrders(_time));
        foreach (var (symbol, price) in (ReadOnlySpan<(string, double)>)[("BBB", 2), ("AAA", 3), ("CCC", 1)])
            _market.Add("binance:" + symbol, price, fake => fake.IsQuiet = true);
    }

    [Theory]
    [InlineData(null, false, "BBB AAA CCC")]
    [InlineData("name", false, "AAA BBB CCC")]
    [InlineData("name", true, "CCC BBB AAA")]
    [InlineData("last", true, "AAA BBB CCC")]
    [InlineData("last", false, "CCC BBB AAA")]
    public async Task Rows_AreInTheWantedOrder(string? sort, bool descending, string expected) =>
        Symbols(_orders.Apply(await FrameAsync(), new GridQuery(Sort: sort, Descending: descending))).ShouldBe(expected);

    [Fact]
    public async Task RowsWithoutValue_ComeLast_InEitherDirection()
    {
        var frame = await FrameAsync();
        frame.Rows[0] = new GridRow(frame.Rows[0].Row with { Snapshot = frame.Rows[0].Snapshot! with { LastPrice = null } }, null, "", null);
        Symbols(_orders.Apply(frame, new GridQuery(Sort: "last"))).ShouldBe("CCC AAA BBB");
        Symbols(_orders.Apply(frame, new GridQuery(Sort: "last", Descending: true))).ShouldBe("AAA CCC BBB");
    }

    [Fact]
    public async Task ManyPages_WithTheSameView_ShareOneArray()
    {
        var frame = await FrameAsync();
        var first = _orders.Apply(frame, new GridQuery(Sort: "last"));
        _orders.Apply(frame, new GridQuery(Sort: "last")).ShouldBeSameAs(first);
        _orders.Worked.ShouldBe(1);
    }

    [Fact]
    public async Task Order_HoldsForASecond_WhileFiguresGoOn()
    {
        var query = new GridQuery(Sort: "last");
        var first = await FrameAsync();
        _orders.Apply(first, query);
        var second = first with { Rows = [.. first.Rows] };
        second.Rows[0] = new GridRow(first.Rows[0].Row with { Snapshot = first.Rows[0].Snapshot! with { LastPrice = 0.5 } }, null, "", null);
        _time.Advance(TimeSpan.FromMilliseconds(250));
        var rows = _orders.Apply(second, query);
        Symbols(rows).ShouldBe("CCC BBB AAA");
        rows[1].Snapshot!.LastPrice.ShouldBe(0.5);
        _time.Advance(TimeSpan.FromMilliseconds(800));
        Symbols(_orders.Apply(second, query)).ShouldBe("BBB CCC AAA");
    }

    [Fact]
    public async Task OtherInstruments_AreOrderedAtOnce()
    {
        var query = new GridQuery(Search: "A");
        _orders.Apply(await FrameAsync(), query);
        _market.Add("binance:AAB", 7);
        Symbols(_orders.Apply(await FrameAsync(), query)).ShouldBe("AAA AAB");
    }

    [Theory]
    [InlineData("btc", "trendingup", "stale", "", "-score", "BTC TrendingUp Stale - score True")]
    [InlineData(null, "x", "7", "elite", "hour", " - - elite - False")]
    public void Address_IsReadForgivingly(string? search, string? regime, string? data, string? list, string? sort, string expected)
    {
        var query = GridQuery.Of(search, regime, data, list, null, sort);
        $"{query.Search} {query.Regime?.ToString() ?? "-"} {query.Freshness?.ToString() ?? "-"} {query.List ?? "-"} {query.Sort ?? "-"} {query.Descending && query.Sort is not null}"
            .ShouldBe(expected);
    }

    [Fact]
    public void Columns_WrittenAndRead_AreTheSame()
    {
        GridColumn.Parse(GridColumn.Write(GridColumns.Last | GridColumns.Score)).ShouldBe(GridColumns.Last | GridColumns.Score);
        GridColumn.Parse("").ShouldBe(GridColumns.None);
        GridColumn.Parse(null).ShouldBe(GridColumn.Usual);
        GridColumn.Parse("nonsense.last").ShouldBe(GridColumns.Last);
    }

    private async Task<GridFrame> FrameAsync()
    {
        var rows = new List<GridRow>();
        foreach (InstrumentId id in _market.Listed)
            rows.Add(new GridRow(new InstrumentRow(id, await _market.GetSnapshotAsync(id), true, TimeSpan.Zero), null, "", null));
        return new GridFrame([.. rows], [.. _market.Listed], ["binance"], true, false, true, _time.GetUtcNow());
    }

    private static string Symbols(IEnumerable<GridRow> rows) => string.Join(' ', rows.Select(row => row.Id.Symbol));
}
