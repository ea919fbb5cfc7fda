using System.Globalization;
using System.Text;
using System.Text.Json;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Exchanges.Binance.Mapping;
using OrleansTrading.Exchanges.Binance.Rest;

namespace OrleansTrading.Exchanges.Tests.Binance;

public sealed class BinanceRestReadingTests
{
    private static readonly Dictionary<string, KlineInterval> KlineFiles = new()
    {
        ["fapi_v1_klines.GET.0.json"] = KlineInterval.FiveMinutes,
        ["fapi_v1_klines.GET.1.json"] = KlineInterval.FiveMinutes,
        ["fapi_v1_klines.GET.2.json"] = KlineInterval.OneDay,
        ["fapi_v1_klines.GET.3.json"] = KlineInterval.OneDay,
        ["fapi_v1_klines.GET.4.json"] = KlineInterval.OneDay,
        ["fapi_v1_klines.GET.5.json"] = KlineInterval.FiveMinutes,
    };

    [Fact]
    public void Klines_EveryRecordedReply_EqualsAnIndependentReading()
    {
        var replies = Recorded.Replies("fapi_v1_klines");
        replies.Count.ShouldBe(KlineFiles.Count);
        foreach (var (name, body) in replies)
        {
            var klines = BinanceKlineReader.Read(body, KlineFiles[name], long.MaxValue);
            using var document = JsonDocument.Parse(body);
            klines.ShouldBe(document.RootElement.EnumerateArray().Select(row => new Kline(
                row[0].GetInt64(), Text(row[1]), Text(row[2]), Text(row[3]), Text(row[4]), Text(row[5]), Text(row[7]), Text(row[9]), Text(row[10]),
                row[8].GetInt32(), Closed: true)).Select((kline, i) => kline with { Closed = i < klines.Count - 1 }));
        }
    }

    [Fact]
    public void Klines_Candle_IsFinalWhenItClosedBeforeTheVenueTimeAndAnotherFollows()
    {
        var (_, body) = Recorded.Replies("fapi_v1_klines.GET.3")[0];
        using var document = JsonDocument.Parse(body);
        var closeTimes = document.RootElement.EnumerateArray().Select(row => row[6].GetInt64()).ToArray();

        FinalAt(closeTimes[^1] + 1).ShouldBe([true, true, true, true, true, false]);
        FinalAt(closeTimes[^2]).ShouldBe([true, true, true, true, false, false]);
        FinalAt(0).ShouldAllBe(final => !final);

        IEnumerable<bool> FinalAt(long time) => BinanceKlineReader.Read(body, KlineInterval.OneDay, time).Select(kline => kline.Closed);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[[]]")]
    [InlineData("[1]")]
    [InlineData("""[[1567900800000,10000,"1","1","1","1",1,"1",1,"1","1","0"]]""")]
    [InlineData("""[[1567900800000,"1","2","0.5","1","-1",1,"1",1,"1","1","0"]]""")]
    [InlineData("""[[1567900800000,"1","0.2","0.5","1","1",1,"1",1,"1","1","0"]]""")]
    [InlineData("""[[1567900800001,"1","1","1","1","1",1,"1",1,"1","1","0"]]""")]
    [InlineData("""[[1567987200000,"1","1","1","1","1",1,"1",1,"1","1","0"],[1567900800000,"1","1","1","1","1",1,"1",1,"1","1","0"]]""")]
    public void Klines_NotAsDocumented_AreAFormatFault(string body) =>
        Should.Throw<FormatException>(() => BinanceKlineReader.Read(Encoding.UTF8.GetBytes(body), KlineInterval.OneDay, 0));

    [Fact]
    public void ExchangeInfo_RecordedSession_HoldsEveryTradingPerpetualWithItsFilters()
    {
        foreach (var body in Recorded.Bodies("BINANCE_FUTURES.0", "/exchangeInfo"))
            CheckInstruments(Encoding.UTF8.GetBytes(body), expected: 119);
        foreach (var (_, body) in Recorded.Replies("fapi_v1_exchangeInfo"))
            CheckInstruments(body, expected: 25);
    }

    [Theory]
    [InlineData("tickSize")]
    [InlineData("stepSize")]
    [InlineData("notional")]
    public void ExchangeInfo_FilterWithoutItsValue_LeavesOutThatSymbolOnly(string member)
    {
        var body = Encoding.UTF8.GetString(Recorded.Replies("fapi_v1_exchangeInfo")[0].Body);
        var second = body.IndexOf("\"ETHUSDT\"", StringComparison.Ordinal);
        var first = body.IndexOf($"\"{member}\"", StringComparison.Ordinal);
        first.ShouldBeLessThan(second);
        // Of LOT_SIZE and MARKET_LOT_SIZE only the first counts; it stands first.
        var broken = body[..first] + "\"gone\"" + body[(first + member.Length + 2)..];
        var refused = new List<string>();
        var info = JsonSerializer.Deserialize(broken, BinanceJson.Default.BinanceExchangeInfo)!;
        BinanceInstrumentMapper.Map(info, (symbol, _) => refused.Add(symbol)).Count.ShouldBe(24);
        refused.ShouldBe(["BTCUSDT"]);
    }

    [Fact]
    public void Tickers_RecordedReplies_AreRead()
    {
        var (_, list) = Recorded.Replies("fapi_v1_ticker_24hr.GET.2")[0];
        var rows = JsonSerializer.Deserialize(list, BinanceJson.Default.BinanceTicker24HoursArray)!;
        using var document = JsonDocument.Parse(list);
        rows.Length.ShouldBe(5);
        foreach (var (row, expected) in rows.Zip(document.RootElement.EnumerateArray()))
        {
            var ticker = BinanceMarketMapper.Map(row);
            ticker.Id.Symbol.ShouldBe(expected.GetProperty("symbol").GetString());
            ticker.LastPrice.ShouldBe(Text(expected.GetProperty("lastPrice")));
            ticker.OpenPrice.ShouldBe(Text(expected.GetProperty("openPrice")));
            ticker.QuoteVolume.ShouldBe(Text(expected.GetProperty("quoteVolume")));
            ticker.EventTime.ShouldBe(expected.GetProperty("closeTime").GetInt64());
        }
    }

    [Fact]
    public void PremiumIndexAndOpenInterest_RecordedReplies_AreRead()
    {
        var (_, premium) = Recorded.Replies("fapi_v1_premiumIndex.GET.0")[0];
        BinanceMarketMapper.Map(JsonSerializer.Deserialize(premium, BinanceJson.Default.BinancePremiumIndex)!)
            .ShouldBe(new Domain.Streams.MarkPrice(1687244112000, 26780.82240476, 26798.25197802, 0.00001226, 1687248000000));
        var (_, interest) = Recorded.Replies("fapi_v1_openInterest.GET.0")[0];
        BinanceMarketMapper.Map(JsonSerializer.Deserialize(interest, BinanceJson.Default.BinanceOpenInterest)!)
            .ShouldBe(new MarketData.OpenInterest(83782.317, 1702244985273));
    }

    [Fact]
    public void FundingInfo_RecordedReply_HasEverySymbolsInterval()
    {
        var (_, body) = Recorded.Replies("fapi_v1_fundingInfo.GET.0")[0];
        var rows = JsonSerializer.Deserialize(body, BinanceJson.Default.BinanceFundingInfoArray)!;
        rows.ShouldAllBe(row => row.Symbol != null && row.IntervalHours > 0);
        (rows.Single(row => row.Symbol == "GTCUSDT").IntervalHours, rows.Single(row => row.Symbol == "LPTUSDT").IntervalHours).ShouldBe((8, 4));
    }

    [Fact]
    public void Depth_EveryRecordedSnapshot_IsReadBestFirst()
    {
        var bodies = Recorded.Bodies("BINANCE_FUTURES.http.0.0", "/depth").Select(Encoding.UTF8.GetBytes)
            .Concat(Recorded.Replies("fapi_v1_depth").Select(reply => reply.Body)).ToList();
        bodies.Count.ShouldBe(7);
        foreach (var body in bodies)
        {
            var book = BinanceMarketMapper.Map(JsonSerializer.Deserialize(body, BinanceJson.Default.BinanceDepth)!);
            using var document = JsonDocument.Parse(body);
            book.LastUpdateId.ShouldBe(document.RootElement.GetProperty("lastUpdateId").GetInt64());
            book.Bids.Count.ShouldBe(document.RootElement.GetProperty("bids").GetArrayLength());
            book.Asks.Select(level => level.Price).ShouldBe(document.RootElement.GetProperty("asks").EnumerateArray().Select(level => Text(level[0])));
            book.Bids.Zip(book.Bids.Skip(1)).All(pair => pair.First.Price > pair.Second.Price).ShouldBeTrue();
            book.Asks[0].Price.ShouldBeGreaterThan(book.Bids[0].Price);
        }
    }

    [Theory]
    [InlineData("""{"symbol":"BTCUSDT","lastPrice":"1","openPrice":"1","closeTime":1}""")]
    [InlineData("""{"symbol":"BTCUSDT","lastPrice":"0","openPrice":"1","quoteVolume":"1","closeTime":1}""")]
    [InlineData("""{"symbol":"BTCUSDT","lastPrice":"NaN","openPrice":"1","quoteVolume":"1","closeTime":1}""")]
    [InlineData("""{"symbol":"btc","lastPrice":"1","openPrice":"1","quoteVolume":"1","closeTime":1}""")]
    public void Ticker_WithoutWhatItNeeds_IsRefused(string row)
    {
        var ticker = JsonSerializer.Deserialize($"[{row}]", BinanceJson.Default.BinanceTicker24HoursArray)![0];
        Should.Throw<FormatException>(() => BinanceMarketMapper.Map(ticker));
    }

    private static void CheckInstruments(byte[] body, int expected)
    {
        var refused = new List<string>();
        var instruments = BinanceInstrumentMapper.Map(
            JsonSerializer.Deserialize(body, BinanceJson.Default.BinanceExchangeInfo)!, (symbol, reason) => refused.Add($"{symbol}: {reason}"));
        refused.ShouldBeEmpty();
        instruments.Count.ShouldBe(expected);
        using var document = JsonDocument.Parse(body);
        var symbols = document.RootElement.GetProperty("symbols").EnumerateArray().ToDictionary(symbol => symbol.GetProperty("symbol").GetString()!);
        foreach (var instrument in instruments)
        {
            var filters = symbols[instrument.Id.Symbol].GetProperty("filters").EnumerateArray()
                .ToDictionary(filter => filter.GetProperty("filterType").GetString()!);
            instrument.TickSize.ShouldBe(Exact(filters["PRICE_FILTER"], "tickSize"));
            instrument.StepSize.ShouldBe(Exact(filters["LOT_SIZE"], "stepSize"));
            instrument.MinNotional.ShouldBe(Exact(filters["MIN_NOTIONAL"], "notional"));
            instrument.MinQuantity.ShouldBe(Exact(filters["LOT_SIZE"], "minQty"));
            instrument.MaxQuantity.ShouldBe(Exact(filters["LOT_SIZE"], "maxQty"));
            instrument.MaxMarketQuantity.ShouldBe(Exact(filters["MARKET_LOT_SIZE"], "maxQty"));
            (instrument.MarketStepSize ?? instrument.StepSize).ShouldBe(Exact(filters["MARKET_LOT_SIZE"], "stepSize"));
            instrument.PriceBandUp.ShouldBe(Exact(filters["PERCENT_PRICE"], "multiplierUp"));
            instrument.PriceBandDown.ShouldBe(Exact(filters["PERCENT_PRICE"], "multiplierDown"));
            instrument.OnboardTime.ShouldBe(symbols[instrument.Id.Symbol].GetProperty("onboardDate").GetInt64());
        }
    }

    private static decimal Exact(JsonElement filter, string member) => decimal.Parse(filter.GetProperty(member).GetString()!, CultureInfo.InvariantCulture);

    private static double Text(JsonElement value) => (double)decimal.Parse(value.GetString()!, CultureInfo.InvariantCulture);
}
