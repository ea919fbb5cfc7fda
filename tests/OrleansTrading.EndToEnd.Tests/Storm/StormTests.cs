using System.Globalization;
using OrleansTrading.EndToEnd.Tests.Market;
using OrleansTrading.Parquet.Captures;
using OrleansTrading.TestKit;

namespace OrleansTrading.EndToEnd.Tests.Storm;

/// <summary>After a storm of every kind of fault the streams live, and what was recorded is what the market held.</summary>
public sealed class StormTests(StormFixture storm) : IClassFixture<StormFixture>
{
    [Fact]
    public void Streams_AfterTheStorm_LiveAndTheirHistoryTellsOfEachThatWasStruck()
    {
        storm.Instruments.Length.ShouldBe(storm.Symbols.Count);
        storm.Instruments.SelectMany(instrument => instrument.Streams).ShouldAllBe(stream => stream.State == "Live" || stream.State == "Idle");
        foreach (var (symbol, _, kind) in storm.Script.Frozen)
            storm.Histories[symbol].ShouldContain(change => change.Kind == kind && change.To == "Stalled", $"{symbol} {kind} was frozen");
        foreach (var (symbol, changes) in storm.Histories)
        {
            foreach (var stream in changes.GroupBy(change => change.Kind))
            {
                stream.ShouldContain(change => change.To == "Reconnecting" && change.Reason != null, $"{symbol} {stream.Key}: every connection was cut");
                stream.Last().To.ShouldBe("Live", $"{symbol} {stream.Key}");
                stream.Select(change => change.At).ShouldBeInOrder();
                stream.Skip(1).Zip(stream).ShouldAllBe(pair => pair.First.From == pair.Second.To);
            }

            changes.Select(change => change.Kind).Distinct().Count().ShouldBe(6, symbol);
        }
    }

    [Fact]
    public void Alerts_OfTheStorm_AreAllCleared()
    {
        storm.Alerts.ShouldContain(alert => alert.Key.StartsWith("streams-stalled/", StringComparison.Ordinal));
        storm.Alerts.ShouldNotContain(alert => alert.Key.StartsWith("trades-lost/", StringComparison.Ordinal));
        storm.Alerts.Where(alert => alert.Key.StartsWith("streams-stalled/", StringComparison.Ordinal) && alert.Key.EndsWith("/trade", StringComparison.Ordinal))
            .ShouldAllBe(alert => alert.ClearedAt >= alert.RaisedAt);
    }

    [Fact]
    public void Silo_AfterTheStorm_StopsCleanlyAndLeavesNoFileUnfinished()
    {
        storm.SiloExitCode.ShouldBe(0, storm.SiloOutput);
        storm.Captured.Unfinished().ShouldBeEmpty();
    }

    [Fact]
    public async Task Trades_AfterTheStorm_AreRecordedOnceEachFromTheFirstToTheCalm()
    {
        foreach (var symbol in storm.Symbols)
        {
            var recorded = storm.Captured.Trades(symbol).OrderBy(trade => trade.Id).ToArray();
            recorded.Select(trade => trade.Id).ShouldBeUnique(symbol);
            var truth = await TruthAsync(symbol, recorded[0].Id);
            recorded.TakeWhile(trade => trade.Id <= truth[^1].Id).ShouldBe(truth, symbol);
            recorded[0].Time.ShouldBeLessThan(storm.Calm - (60 * StormFixture.Second), "it was recorded from before the storm on");
        }
    }

    [Fact]
    public async Task Liquidations_AfterTheStorm_AreTheMarketsAndOnceEach()
    {
        var found = 0;
        foreach (var symbol in storm.Symbols)
        {
            var recorded = storm.Captured.Liquidations(symbol);
            recorded.ShouldBeUnique(symbol);
            var truth = (await storm.Admin.GetLiquidationsAsync(symbol, storm.Begun, await storm.Venue.GetTimeAsync())).ToHashSet();
            recorded.ShouldAllBe(order => truth.Contains(order), symbol);
            found += recorded.Length;
        }

        found.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Funding_AfterTheStorm_IsTheMarketsAtItsPace()
    {
        foreach (var symbol in storm.Symbols)
        {
            var recorded = storm.Captured.Funding(symbol).OrderBy(row => row.Time).ToArray();
            recorded.Length.ShouldBeGreaterThan(5, symbol);
            var truth = (await storm.Admin.GetFundingAsync(symbol, storm.Begun, await storm.Venue.GetTimeAsync())).ToHashSet();
            recorded.ShouldAllBe(row => truth.Contains(row), symbol);
            // Neither the rate nor the time of payment changes within these hours.
            recorded.Skip(1).Zip(recorded).ShouldAllBe(pair => pair.First.Time - pair.Second.Time >= 10 * StormFixture.Second, symbol);
        }
    }

    [Fact]
    public async Task Candles_AfterTheStorm_AreTheMarkets()
    {
        foreach (var (symbol, candles) in storm.Candles)
            candles.ShouldBe(await storm.Venue.GetClosedKlinesAsync(symbol, "1m", candles[0].OpenTime, candles[^1].OpenTime), symbol);
    }

    [Fact]
    public void Books_AfterTheStorm_AreLiveAndSound()
    {
        foreach (var (symbol, book) in storm.Books)
        {
            book.Bids.Select(level => -level.Price).ShouldBeInOrder(SortDirection.Ascending, symbol);
            book.Asks.Select(level => level.Price).ShouldBeInOrder(SortDirection.Ascending, symbol);
            book.Bids[0].Price.ShouldBeLessThan(book.Asks[0].Price, symbol);
            book.Resyncs.ShouldBeGreaterThan(0, symbol);
        }

        storm.SiloOutput.ShouldNotContain("the order book cannot be true");
    }

    [Fact]
    public async Task Files_InDuckDb_HoldWhatTheMarketHeld()
    {
        Assert.SkipUnless(DuckDb.IsInstalled, DuckDb.Absent);
        foreach (var symbol in storm.Symbols)
        {
            var first = storm.Captured.Trades(symbol).Min(trade => trade.Id);
            var truth = await TruthAsync(symbol, first);
            var answers = await DuckDb.RunAsync(
                $"""
                select count(*), count(distinct id), min(id), max(id), epoch_ms(min(time)), epoch_ms(max(time)), sum(quantity), sum(price * quantity), count(*) filter (is_buyer_maker)
                from read_parquet('{storm.Captured.Pattern(CaptureKind.AggTrade, symbol)}', union_by_name = true) where id <= {truth[^1].Id}
                """,
                $"select count(*), sum(mark_price), epoch_ms(max(time)) from read_parquet('{storm.Captured.Pattern(CaptureKind.Funding, symbol)}', union_by_name = true)");
            answers[0].Rows[0][..6].ShouldBe(
                [$"{truth.Length}", $"{truth.Length}", $"{first}", $"{truth[^1].Id}", $"{truth[0].Time}", $"{truth.Max(trade => trade.Time)}"], symbol);
            Number(answers[0].Rows[0][6]).ShouldBe(truth.Sum(trade => trade.Quantity), symbol);
            Number(answers[0].Rows[0][7]).ShouldBe(truth.Sum(trade => trade.Price * trade.Quantity), symbol);
            answers[0].Rows[0][8].ShouldBe($"{truth.Count(trade => trade.IsBuyerMaker)}", symbol);
            var funding = storm.Captured.Funding(symbol);
            answers[1].Rows[0][0].ShouldBe($"{funding.Length}", symbol);
            Number(answers[1].Rows[0][1]).ShouldBe(funding.Sum(row => row.MarkPrice), symbol);
            answers[1].Rows[0][2].ShouldBe($"{funding.Max(row => row.Time)}", symbol);
        }
    }

    [Fact]
    public async Task Liquidations_InDuckDb_AreThoseThatTheReaderFinds()
    {
        Assert.SkipUnless(DuckDb.IsInstalled, DuckDb.Absent);
        foreach (var symbol in storm.Symbols.Where(symbol => storm.Captured.Liquidations(symbol).Length > 0))
        {
            var recorded = storm.Captured.Liquidations(symbol);
            var answers = await DuckDb.RunAsync(
                $"select count(*), sum(quantity), epoch_ms(min(time)), epoch_ms(max(time)) from read_parquet('{storm.Captured.Pattern(CaptureKind.Liquidation, symbol)}', union_by_name = true)");
            answers[0].Rows[0][0].ShouldBe($"{recorded.Length}", symbol);
            Number(answers[0].Rows[0][1]).ShouldBe(recorded.Sum(order => order.Quantity), symbol);
            answers[0].Rows[0][2..].ShouldBe([$"{recorded.Min(order => order.Time)}", $"{recorded.Max(order => order.Time)}"], symbol);
        }
    }

    /// <summary>The market's trades from one that was recorded first up to the calm.</summary>
    private async Task<TrueTrade[]> TruthAsync(string symbol, long first) =>
        [.. (await storm.Admin.GetTradesAsync(symbol, storm.Begun - (60 * StormFixture.Second), storm.Calm)).Where(trade => trade.Id >= first)];

    private static decimal Number(string? text) => decimal.Parse(text!, NumberStyles.Float, CultureInfo.InvariantCulture);
}
