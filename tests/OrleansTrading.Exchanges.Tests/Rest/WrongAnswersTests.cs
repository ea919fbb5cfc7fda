using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.Binance.Environment;
using OrleansTrading.Exchanges.Binance.Rest;
using OrleansTrading.Exchanges.Binance.Trading;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Kraken.Environment;
using OrleansTrading.Exchanges.Kraken.Mapping;
using OrleansTrading.Exchanges.Kraken.Rest;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Okx.Environment;
using OrleansTrading.Exchanges.Okx.Mapping;
using OrleansTrading.Exchanges.Okx.Rest;
using OrleansTrading.Exchanges.RateLimits;
using OrleansTrading.Exchanges.Rest;
using OrleansTrading.Exchanges.Streams;
using OrleansTrading.Exchanges.Tests.Binance;
using OrleansTrading.Exchanges.Tests.Fuzzing;

namespace OrleansTrading.Exchanges.Tests.Rest;

/// <summary>Answers that are wrong in ways that a reader easily overlooks.</summary>
public sealed class WrongAnswersTests
{
    private static readonly RestOptions Options = new() { Retries = 0 };
    private static readonly InstrumentId Tether = new("binance", "BTCUSDT");

    [Theory]
    [InlineData("""{"error":[],"result":{"XXBTZUSD":{"asks":[["\ud800","1",1616336594]],"bids":[]}}}""")]
    [InlineData("""{"error":[],"result":{"XXBTZUSD":{"asks":[["1","1",1e300]],"bids":[]}}}""")]
    [InlineData("""{"error":[],"result":{"XXBTZUSD":{"asks":[null],"bids":[]}}}""")]
    public async Task Kraken_Depth_IsRefusedAsMalformed(string answer) =>
        (await Should.ThrowAsync<VenueException>(Kraken(answer).GetDepthAsync(new InstrumentId("kraken", "XBTUSD"), 5, default))).Kind.ShouldBe(ErrorKind.MalformedResponse);

    [Fact]
    public async Task Kraken_TickerThatIsNull_IsLeftOutAlone()
    {
        var rest = Kraken("""{"error":[],"result":{"XXBTZUSD":null,"XETHZUSD":{"a":["2","1"],"b":["1","1"],"c":["1","1"],"v":["1","1"],"p":["1","1"],"o":"1"}}}""");
        (await rest.GetBestPricesAsync(default)).ShouldHaveSingleItem().Id.Symbol.ShouldBe("ETHUSD");
        rest.RefusedRows.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"error":[],"result":{"unixtime":9223372036854775807}}""")]
    [InlineData("""{"error":[],"result":{"unixtime":-5}}""")]
    public async Task Kraken_TimeThatIsNone_IsRefused(string answer) =>
        (await Should.ThrowAsync<VenueException>(Kraken(answer).GetServerTimeAsync(default))).Kind.ShouldBe(ErrorKind.MalformedResponse);

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("253402300800000")]
    [InlineData("-1")]
    public async Task Binance_TimeThatIsNone_IsRefused(string time) =>
        (await Should.ThrowAsync<VenueException>(Binance($$"""{"serverTime":{{time}}}""").GetServerTimeAsync(default))).Kind.ShouldBe(ErrorKind.MalformedResponse);

    [Theory]
    [InlineData(2147483647, null)]
    [InlineData(0, null)]
    [InlineData(4, 4)]
    public async Task Binance_HoursBetweenFundings_AreBelievedUpToAMonth(int hours, int? expected) =>
        (await Binance($$"""[{"symbol":"BTCUSDT","fundingIntervalHours":{{hours}}}]""").GetFundingIntervalAsync(Tether, default)).ShouldBe(expected is { } known ? TimeSpan.FromHours(known) : null);

    [Fact]
    public async Task Okx_RowThatIsNull_IsRefused() =>
        (await Should.ThrowAsync<VenueException>(Okx("""{"code":"0","msg":"","data":[null]}""").GetTickersAsync(default))).Kind.ShouldBe(ErrorKind.MalformedResponse);

    [Fact]
    public async Task Okx_RefusalThatIsNoUnicode_IsARefusalAllTheSame() =>
        (await Should.ThrowAsync<VenueException>(Okx("""{"code":"1","msg":"","data":[{"sCode":"\ud800","sMsg":"x"}]}""", HttpStatusCode.ServiceUnavailable).GetTickersAsync(default))).Kind.ShouldBe(ErrorKind.Unavailable);

    [Fact]
    public async Task Okx_InstrumentBeyondAllNumbers_IsLeftOutAlone()
    {
        static string Row(string name, string lot) => $$"""{"instType":"SWAP","instId":"{{name}}-USDT-SWAP","uly":"{{name}}-USDT","settleCcy":"USDT","ctVal":"100","ctMult":"1","ctValCcy":"{{name}}","ctType":"linear","tickSz":"0.1","lotSz":"{{lot}}","minSz":"1","state":"live","listTime":"1611916828000"}""";
        var rest = Okx($$"""{"code":"0","msg":"","data":[{{Row("BTC", "79228162514264337593543950335")}},{{Row("ETH", "1")}}]}""");
        (await rest.GetInstrumentsAsync(default)).ShouldHaveSingleItem().BaseAsset.ShouldBe("ETH");
        rest.RefusedRows.ShouldBe(1);
    }

    [Theory]
    [InlineData("price", "-1")]
    [InlineData("price", "0")]
    [InlineData("qty", "-0.5")]
    [InlineData("qty", "0")]
    [InlineData("qty", "79228162514264337593543950335")]
    [InlineData("time", "9223372036854775807")]
    public void Binance_ExecutionThatCannotBe_IsRefused(string member, string value)
    {
        var trade = new Dictionary<string, object>
        {
            ["symbol"] = "BTCUSDT", ["id"] = 1, ["orderId"] = 2, ["side"] = "BUY", ["positionSide"] = "BOTH", ["price"] = "50000", ["qty"] = "0.5", ["commission"] = "0",
            ["commissionAsset"] = "USDT", ["maker"] = false, ["time"] = 1_700_000_000_000,
        };
        Fill(trade).ShouldNotBeNull();
        trade[member] = member == "time" ? long.Parse(value) : value;
        Should.Throw<FormatException>(() => Fill(trade));

        static object Fill(Dictionary<string, object> said) =>
            BinanceOrderMapper.Map(JsonSerializer.Deserialize(JsonSerializer.Serialize(new[] { said }), BinanceTradingJson.Default.BinanceUserTradeArray)![0], null);
    }

    [Theory]
    [InlineData("9223372036854775807", false)]
    [InlineData("1700000000000", true)]
    public void Binance_FrameOfNoTime_IsRefused(string time, bool isData)
    {
        var bench = new FrameBench(["BTCUSDT"]);
        var kind = bench.Reader.Read(
            Encoding.UTF8.GetBytes(BinanceFrames.Trade.Replace("1672515782136", time, StringComparison.Ordinal)), bench.Streams, received: 1);
        (kind == FrameKind.Event).ShouldBe(isData, $"{kind}");
    }

    private static BinanceRest Binance(string answer) => new(
        new BinanceEnvironment(new BinanceOptions { Environment = BinanceEnvironmentKind.Live }), Options, new VenueClock(TimeProvider.System), LocalRateBudgets.Instance, TimeProvider.System,
        NullLogger.Instance, Carrier(answer));

    private static KrakenRest Kraken(string answer)
    {
        var pairs = new KrakenPairs();
        pairs.Replace([new KrakenPair("XBTUSD", "XXBTZUSD", "BTC/USD", 1, 8), new KrakenPair("ETHUSD", "XETHZUSD", "ETH/USD", 1, 8)]);
        return new KrakenRest(
            new KrakenEnvironment(new KrakenOptions { Environment = KrakenEnvironmentKind.Live }), Options, pairs, new VenueClock(TimeProvider.System), LocalRateBudgets.Instance, TimeProvider.System,
            NullLogger.Instance, Carrier(answer));
    }

    private static OkxRest Okx(string answer, HttpStatusCode status = HttpStatusCode.OK)
    {
        var instruments = new OkxInstruments();
        instruments.Replace([new OkxInstrument("BTC-USDT-SWAP", 0.01m)]);
        return new OkxRest(
            new OkxEnvironment(new OkxOptions { Environment = OkxEnvironmentKind.Live }), Options, instruments, new VenueClock(TimeProvider.System), LocalRateBudgets.Instance, TimeProvider.System,
            NullLogger.Instance, Carrier(answer, status));
    }

    private static HandedAnswer Carrier(string answer, HttpStatusCode status = HttpStatusCode.OK) => new("/", Encoding.UTF8.GetBytes(answer), status, new Dictionary<string, byte[]>());
}
