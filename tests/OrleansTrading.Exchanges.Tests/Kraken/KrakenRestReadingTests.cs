using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Kraken.Environment;
using OrleansTrading.Exchanges.Kraken.Mapping;
using OrleansTrading.Exchanges.Kraken.Rest;

namespace OrleansTrading.Exchanges.Tests.Kraken;

public sealed class KrakenRestReadingTests
{
    private static readonly KrakenPair Bitcoin = new("XBTUSD", "XXBTZUSD", "BTC/USD", 1, 8);

    [Fact]
    public void Candles_OfTheRecordedAnswer_AreClosedButForTheLast()
    {
        var klines = KrakenOhlcReader.Read(KrakenRecorded.Answer("GetKlines"), KlineInterval.OneMinute);
        klines.Count.ShouldBe(4);
        klines[0].ShouldBe(new Kline(1688671200000, 30306.1, 30306.2, 30305.7, 30305.7, 3.39243896, 30306.1 * 3.39243896, 0, 0, 23, Closed: true));
        klines.Select(kline => kline.Closed).ShouldBe([true, true, true, false]);
    }

    [Theory]
    [InlineData("""[[1688671201,"1","1","1","1","1","1",1]]""", "grid")]
    [InlineData("""[[1688671200,"1","1","2","1","1","1",1]]""", "out of order")]
    [InlineData("""[[1688671260,"1","1","1","1","1","1",1],[1688671200,"1","1","1","1","1","1",1]]""", "does not come after")]
    [InlineData("""[[1688671200,"1","1","1","1","1","1"]]""", "expected")]
    public void Candles_ThatCannotBe_AreRefused(string rows, string reason)
    {
        var body = Encoding.UTF8.GetBytes($$$"""{"error":[],"result":{"XXBTZUSD":{{{rows}}},"last":1}}""");
        Should.Throw<FormatException>(() => KrakenOhlcReader.Read(body, KlineInterval.OneMinute)).Message.ShouldContain(reason);
    }

    [Fact]
    public void Pairs_OfTheRecordedAnswer_HaveAllTheirNamesAndRules()
    {
        var refused = new List<string>();
        var (instruments, pairs) = Pairs(KrakenRecorded.Answer("GetSymbols"), refused);
        refused.ShouldBeEmpty();
        pairs.Select(pair => (pair.Altname, pair.Name, pair.Symbol, pair.PriceDecimals, pair.LotDecimals))
            .ShouldBe([("ETHXBT", "XETHXXBT", "ETH/BTC", 5, 8), ("XBTUSD", "XXBTZUSD", "BTC/USD", 1, 8)], ignoreOrder: true);
        instruments.Single(instrument => instrument.Id.Symbol == "XBTUSD")
            .ShouldBe(new InstrumentInfo(new InstrumentId("kraken", "XBTUSD"), "BTC", "USD", 0.1m, 0.00000001m, 0.5m, 0, IsTrading: true));
    }

    [Fact]
    public void Pairs_DarkOrHaltedOrIncomplete_AreLeftOut()
    {
        var refused = new List<string>();
        var (instruments, _) = Pairs(
            """
            {"error":[],"result":{
            "XXBTZUSD.d":{"altname":"XBTUSD.d","wsname":"XBT/USD","pair_decimals":1,"lot_decimals":8,"status":"online"},
            "AUSD":{"altname":"AUSD","wsname":"A/USD","pair_decimals":1,"lot_decimals":8,"status":"cancel_only"},
            "BUSD":{"altname":"BUSD","pair_decimals":1,"lot_decimals":8,"status":"online"},
            "CUSD":{"altname":"CUSD","wsname":"C/USD","pair_decimals":1,"lot_decimals":8,"tick_size":"0","status":"online"},
            "DUSD":{"altname":"DUSD","wsname":"D/USD","pair_decimals":2,"lot_decimals":8,"status":"online"}}}
            """u8.ToArray(), refused);
        instruments.Select(instrument => (instrument.Id.Symbol, instrument.TickSize)).ShouldBe([("DUSD", 0.01m)]);
        refused.ShouldBe(["BUSD", "CUSD"], ignoreOrder: true);
    }

    [Fact]
    public void Ticker_OfTheRecordedAnswer_HasItsValues()
    {
        var rows = JsonSerializer.Deserialize(KrakenRecorded.Answer("GetTicker"), KrakenJson.Default.KrakenReplyDictionaryStringKrakenTicker)!.Result!;
        var ticker = KrakenMarketMapper.Map(Bitcoin, rows["XXBTZUSD"], now: 5);
        ticker.ShouldBe(new Exchanges.MarketData.Ticker24Hours(
            new InstrumentId("kraken", "XBTUSD"), 30303.2, 30502.8, 4412.73601799 * 30689.13205, 5));
        KrakenMarketMapper.MapBest(Bitcoin, rows["XXBTZUSD"]).ShouldBe(new Exchanges.MarketData.BestPrices(ticker.Id, 30300, 30300.1));
    }

    [Fact]
    public void Depth_OfTheRecordedAnswer_IsBestFirst()
    {
        var rows = JsonSerializer.Deserialize(KrakenRecorded.Answer("GetOrderBook"), KrakenJson.Default.KrakenReplyDictionaryStringKrakenDepth)!.Result!;
        var book = KrakenMarketMapper.Map(rows["XXBTZUSD"]);
        (book.Asks[0].Price, book.Asks[0].Quantity, book.Bids[0].Price, book.Asks.Count, book.Bids.Count).ShouldBe((30384.1, 2.059, 30297, 3, 3));
        book.EventTime.ShouldBe(1688671674000);
    }

    [Fact]
    public void Pairs_OneIsNotListedForAWhile_IsStillReadWhereItIsSubscribed()
    {
        var pairs = new KrakenPairs();
        pairs.Replace([Bitcoin]);

        pairs.Replace([]);

        pairs.TryFindSymbol(Encoding.UTF8.GetBytes(Bitcoin.Symbol), out _).ShouldBeTrue();
        pairs.TryFindAltname(Bitcoin.Altname, out _).ShouldBeTrue();
        pairs.TryFindName(Bitcoin.Name, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("EAPI:Rate limit exceeded", ErrorKind.RateLimited, true)]
    [InlineData("EGeneral:Too many requests", ErrorKind.RateLimited, true)]
    [InlineData("EGeneral:Temporary lockout", ErrorKind.Banned, true)]
    [InlineData("EQuery:Unknown asset pair", ErrorKind.UnknownSymbol, false)]
    [InlineData("EGeneral:Invalid arguments:interval", ErrorKind.InvalidRequest, false)]
    [InlineData("EService:Unavailable", ErrorKind.Unavailable, true)]
    [InlineData("EService:Something new", ErrorKind.Unknown, false)]
    [InlineData("nonsense", ErrorKind.Unknown, false)]
    public void Refusal_WithAGoodStatus_IsFoundAndClassified(string error, ErrorKind kind, bool isTransient)
    {
        var refusal = Rules().FindRefusal("GET /0/public/OHLC", Encoding.UTF8.GetBytes($$"""{"error":["WGeneral:Beware","{{error}}"]}"""));
        if (!error.StartsWith('E'))
        {
            refusal.ShouldBeNull();
            return;
        }

        (refusal!.Kind, refusal.IsTransient).ShouldBe((kind, isTransient));
        refusal.Message.ShouldBe($"GET /0/public/OHLC: {error}");
    }

    [Theory]
    [InlineData("""{"error":[],"result":{}}""")]
    [InlineData("""{ "error": [], "result": {} }""")]
    [InlineData("""{"error":["WQuery:Deprecated"],"result":{}}""")]
    [InlineData("<html>")]
    public void Refusal_InAnAnswerWithoutErrors_IsNotFound(string body) => Rules().FindRefusal("GET /", Encoding.UTF8.GetBytes(body)).ShouldBeNull();

    [Theory]
    [InlineData(429, "", ErrorKind.RateLimited, true)]
    [InlineData(520, "<html>Web server returned an unknown error</html>", ErrorKind.Unavailable, true)]
    [InlineData(503, """{"error":["EService:Unavailable"]}""", ErrorKind.Unavailable, true)]
    [InlineData(404, "", ErrorKind.Unknown, false)]
    public void Refusal_WithABadStatus_IsClassified(int status, string body, ErrorKind kind, bool isTransient)
    {
        var refusal = Rules().Translate("GET /", (HttpStatusCode)status, Encoding.UTF8.GetBytes(body), TimeSpan.FromSeconds(3));
        (refusal.Kind, refusal.IsTransient, refusal.RetryAfter).ShouldBe((kind, isTransient, TimeSpan.FromSeconds(3)));
        refusal.Message.ShouldContain(status.ToString(CultureInfo.InvariantCulture));
    }

    private static KrakenRestRules Rules() => new(new KrakenEnvironment(new KrakenOptions()));

    private static (List<InstrumentInfo> Instruments, List<KrakenPair> Pairs) Pairs(byte[] body, List<string> refused) => KrakenPairMapper.Map(
        JsonSerializer.Deserialize(body, KrakenJson.Default.KrakenReplyDictionaryStringKrakenAssetPair)!.Result!, (name, _) => refused.Add(name));
}
