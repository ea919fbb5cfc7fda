using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Okx.Environment;
using OrleansTrading.Exchanges.Okx.Mapping;
using OrleansTrading.Exchanges.Okx.Rest;

namespace OrleansTrading.Exchanges.Tests.Okx;

public sealed class OkxRestReadingTests
{
    private static readonly InstrumentId Id = new("okx", "BTC-USDT-SWAP");
    private static readonly OkxRestRules Rules = new(new OkxEnvironment(new OkxOptions()));

    [Fact]
    public void Map_Swap_HasItsRulesInBaseUnits()
    {
        var row = new OkxInstrumentRow(
            "BTC-USDT-SWAP", "SWAP", "BTC-USDT", "USDT", "0.01", "1", "BTC", "linear", "0.1", "0.01", "0.01", "100000000", "12000", "1611916828000", "live");
        var inverse = row with { Name = "BTC-USD-SWAP", Underlying = "BTC-USD", SettleAsset = "BTC", ContractValue = "100", ContractType = "inverse" };
        var suspended = row with { Name = "OLD-USDT-SWAP", State = "suspend" };
        var (infos, instruments) = OkxInstrumentMapper.Map([row, inverse, suspended], (name, reason) => Assert.Fail($"{name}: {reason}"));
        infos.ShouldBe([new InstrumentInfo(Id, "BTC", "USDT", 0.1m, 0.0001m, 0, 1611916828000, IsTrading: true)
        {
            MinQuantity = 0.0001m, MaxQuantity = 1_000_000m, MaxMarketQuantity = 120m, ContractSize = 0.01m,
        }]);
        instruments.Select(instrument => (instrument.Name, instrument.ContractSize)).ShouldBe([("BTC-USDT-SWAP", 0.01m)]);
    }

    [Theory]
    [InlineData("tick")]
    [InlineData("contract")]
    [InlineData("name")]
    public void Map_SwapWithoutARule_IsLeftOutAndTold(string lacking)
    {
        var row = new OkxInstrumentRow(
            lacking == "name" ? "btc" : "BTC-USDT-SWAP", "SWAP", "BTC-USDT", "USDT", lacking == "contract" ? "" : "0.01", "1", "BTC", "linear",
            lacking == "tick" ? "0" : "0.1", "0.01", "0.01", "", "", "", "live");
        var refused = new List<string>();
        OkxInstrumentMapper.Map([row], (name, reason) => refused.Add(reason)).Infos.ShouldBeEmpty();
        refused.ShouldHaveSingleItem().ShouldContain(lacking == "name" ? "name" : lacking == "tick" ? "tickSz is '0'" : "ctVal is ''");
    }

    [Fact]
    public void Read_DocumentedAnswers_HaveTheirValues()
    {
        var instrument = new OkxInstrument(Id.Symbol, 0.01m);
        var ticker = OkxMarketMapper.Map(Id, First("ExchangeData/GetTickers", OkxJson.Default.OkxReplyOkxTicker));
        (ticker.LastPrice, ticker.OpenPrice, ticker.QuoteVolume, ticker.EventTime).ShouldBe((9999.99, 9000, 2222 * 9999.99, 1597026383085));
        var mark = First("ExchangeData/GetMarkPrices", OkxJson.Default.OkxReplyOkxMarkPrice);
        var index = First("ExchangeData/GetIndexTickers", OkxJson.Default.OkxReplyOkxIndexTicker);
        var funding = First("ExchangeData/GetFundingRates", OkxJson.Default.OkxReplyOkxFundingRate);
        OkxMarketMapper.Map(mark, index, funding).ShouldBe(new MarkPrice(1597026383085, 200, 43350, 0.0000792386885340, 1703088000000));
        OkxMarketMapper.FundingInterval(funding).ShouldBe(TimeSpan.FromHours(8));
        OkxMarketMapper.FundingInterval(funding with { NextTime = "1703091600000" }).ShouldBe(TimeSpan.FromHours(1));
        OkxMarketMapper.FundingInterval(funding with { NextTime = "" }).ShouldBeNull();
        OkxMarketMapper.Map(First("ExchangeData/GetOpenInterests", OkxJson.Default.OkxReplyOkxOpenInterest)).ShouldBe(new(555.55, 1597026383085));
        var book = OkxMarketMapper.Map(instrument, First("ExchangeData/GetOrderBook", OkxJson.Default.OkxReplyOkxBookRow));
        (book.EventTime, book.Asks[0].Price, book.Asks[0].Quantity).ShouldBe((1629966436396, 41006.8, 0.0060038921));
        var trade = OkxMarketMapper.Map(instrument, First("ExchangeData/GetTradeHistory", OkxJson.Default.OkxReplyOkxTradeRow));
        trade.ShouldBe(new AggTrade(242720720, 1654161646974, 29963.2, 0.0000001, IsBuyerMaker: true));
        OkxMarketMapper.Time(First("ExchangeData/GetServerTime", OkxJson.Default.OkxReplyOkxTime).Time).ShouldBe(1597026383085);
    }

    [Fact]
    public void Read_Candles_AreOldestFirstAndClosedAsConfirmed()
    {
        IReadOnlyList<string?>[] rows =
        [
            ["1597026420000", "3.721", "3.743", "3.677", "3.708", "8422410", "22698348.04", "12698348.5", "0"],
            ["1597026360000", "3.731", "3.799", "3.494", "3.72", "24912403", "67632347.24", "37632347.5", "1"],
        ];
        OkxCandleReader.Read(rows, KlineInterval.OneMinute).ShouldBe(
        [
            new Kline(1597026360000, 3.731, 3.799, 3.494, 3.72, 67632347.24, 37632347.5, 0, 0, 0, Closed: true),
            new Kline(1597026420000, 3.721, 3.743, 3.677, 3.708, 22698348.04, 12698348.5, 0, 0, 0, Closed: false),
        ]);
        Should.Throw<FormatException>(() => OkxCandleReader.Read([rows[1], rows[0]], KlineInterval.OneMinute));
        Should.Throw<FormatException>(() => OkxCandleReader.Read([[.. rows[0].Take(8)]], KlineInterval.OneMinute));
    }

    [Theory]
    [InlineData(200, """{"code":"51001","msg":"Instrument ID does not exist","data":[]}""", ErrorKind.UnknownSymbol, false)]
    [InlineData(200, """{"code":"50011","msg":"Too Many Requests","data":[]}""", ErrorKind.RateLimited, true)]
    [InlineData(429, """{"code":"50011","msg":"Too Many Requests","data":[]}""", ErrorKind.RateLimited, true)]
    [InlineData(503, """{"code":"50001","msg":"Service temporarily unavailable","data":[]}""", ErrorKind.Unavailable, true)]
    [InlineData(500, """{"code":"50026","msg":"System error","data":[]}""", ErrorKind.Unavailable, true)]
    [InlineData(401, """{"code":"50113","msg":"Invalid Sign","data":[]}""", ErrorKind.Unauthorized, false)]
    [InlineData(401, """{"code":"50102","msg":"Timestamp request expired","data":[]}""", ErrorKind.ClockSkew, true)]
    [InlineData(200, """{"code":"51000","msg":"Parameter bar error","data":[]}""", ErrorKind.InvalidRequest, false)]
    [InlineData(403, "<html>", ErrorKind.RateLimited, true)]
    [InlineData(502, "<html>", ErrorKind.Unavailable, true)]
    [InlineData(200, """{"code":"99999","msg":"Something new","data":[]}""", ErrorKind.Unknown, false)]
    public void Refusal_ByCodeOrStatus_IsKnown(int status, string body, ErrorKind kind, bool isTransient)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var refusal = status == 200 ? Rules.FindRefusal("GET /x", bytes) : Rules.Translate("GET /x", (HttpStatusCode)status, bytes, null);
        (refusal!.Kind, refusal.IsTransient).ShouldBe((kind, isTransient));
    }

    [Theory]
    [InlineData("""{"code":"0","msg":"","data":[]}""")]
    [InlineData("""{"data":[],"msg":"","code":"0"}""")]
    public void Answer_WithCodeZero_IsNoRefusal(string body) => Rules.FindRefusal("GET /x", Encoding.UTF8.GetBytes(body)).ShouldBeNull();

    private static T First<T>(string shape, JsonTypeInfo<OkxReply<T>> type) => JsonSerializer.Deserialize(OkxRecorded.Answer(shape), type)!.Data![0];
}
