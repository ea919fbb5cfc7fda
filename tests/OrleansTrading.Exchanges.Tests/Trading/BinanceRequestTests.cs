using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Binance.Environment;
using OrleansTrading.Exchanges.Binance.Trading;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Exchanges.Tests.Trading;

/// <summary>What requests look like.</summary>
public sealed class BinanceRequestTests
{
    /// <summary>The example of the venue's documentation, keys and all.</summary>
    [Fact]
    public void Signature_OfTheDocumentedExample_IsTheDocumentedOne() =>
        BinanceTradingRules.Signature(
            "symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=1&price=9000&timeInForce=GTC&recvWindow=5000&timestamp=1591702613943",
            "2b5eb11e18796d12d88f13dc27dbbd02c2cc51ff7059765ed9821957d82bb4d9")
        .ShouldBe("3c661234138461fcc7a7d8746c6558c9842d4e10870d2ecbedf7777cad694af9");

    [Fact]
    public async Task Sign_OfTheDocumentedExample_IsTheDocumentedRequest()
    {
        var rules = new BinanceTradingRules(new BinanceEnvironment(new BinanceOptions { RestAddress = "https://fapi.binance.com" }), TimeSpan.FromSeconds(5));
        var request = new SignedRequest(HttpMethod.Post, "/fapi/v1/order", [
            new("symbol", "BTCUSDT"), new("side", "BUY"), new("type", "LIMIT"), new("quantity", "1"), new("price", "9000"), new("timeInForce", "GTC")]);
        var keys = new ApiKeys("dbefbc809e3e83c283a984c3a1459732ea7db1360ca80c5c2c8867408d28cc83", "2b5eb11e18796d12d88f13dc27dbbd02c2cc51ff7059765ed9821957d82bb4d9", null);
        using var message = rules.Sign(request, keys, 1591702613943);
        message.RequestUri!.ToString().ShouldBe("https://fapi.binance.com/fapi/v1/order");
        (await message.Content!.ReadAsStringAsync()).ShouldEndWith("&signature=3c661234138461fcc7a7d8746c6558c9842d4e10870d2ecbedf7777cad694af9");
        message.Headers.GetValues("X-MBX-APIKEY").Single().ShouldBe(keys.Key);
        request.ToString().ShouldBe("POST /fapi/v1/order symbol=BTCUSDT side=BUY type=LIMIT quantity=1 price=9000 timeInForce=GTC");
        keys.ToString().ShouldNotContain(keys.Secret);
    }

    [Theory]
    [InlineData(OrderType.Market, "/fapi/v1/order", "symbol side positionSide type quantity newClientOrderId newOrderRespType")]
    [InlineData(OrderType.Limit, "/fapi/v1/order", "symbol side positionSide type quantity price timeInForce newClientOrderId newOrderRespType")]
    [InlineData(OrderType.StopMarket, "/fapi/v1/algoOrder", "algoType symbol side positionSide type quantity triggerPrice workingType clientAlgoId")]
    [InlineData(OrderType.StopLimit, "/fapi/v1/algoOrder", "algoType symbol side positionSide type quantity price timeInForce triggerPrice workingType clientAlgoId")]
    [InlineData(OrderType.TakeProfitMarket, "/fapi/v1/algoOrder", "algoType symbol side positionSide type quantity triggerPrice workingType clientAlgoId")]
    [InlineData(OrderType.TakeProfitLimit, "/fapi/v1/algoOrder", "algoType symbol side positionSide type quantity price timeInForce triggerPrice workingType clientAlgoId")]
    [InlineData(OrderType.TrailingStop, "/fapi/v1/algoOrder", "algoType symbol side positionSide type quantity activatePrice callbackRate workingType clientAlgoId")]
    public void Place_OfEachType_SendsWhatBelongsToIt(OrderType type, string path, string names)
    {
        var hasPrice = type is OrderType.Limit or OrderType.StopLimit or OrderType.TakeProfitLimit;
        var request = BinanceRequests.Place(Order(new OrderSpec(
            ScriptedTrading.Bitcoin, OrderSide.Sell, PositionSide.Net, type, 1, hasPrice ? 2 : null, type is OrderType.Market or OrderType.Limit ? null : 3,
            type == OrderType.TrailingStop ? 0.5m : null, TimeInForce.GoodTillCancel, ReduceOnly: false)));
        (request.Path, request.Weight, request.Orders, request.IsRead).ShouldBe((path, 0, 1, false));
        string.Join(' ', request.Parameters.Select(parameter => parameter.Key)).ShouldBe(names);
    }

    [Theory]
    [InlineData(PositionSide.Net, true)]
    [InlineData(PositionSide.Long, false)]
    [InlineData(PositionSide.Short, false)]
    public void Place_ReduceOnly_IsSaidOnOneWayAccountsOnly(PositionSide side, bool isSaid) =>
        BinanceRequests.Place(Order(new OrderSpec(
            ScriptedTrading.Bitcoin, OrderSide.Sell, side, OrderType.Market, 1, null, null, null, TimeInForce.GoodTillCancel, ReduceOnly: true)))
        .Parameters.Any(parameter => parameter.Key == "reduceOnly").ShouldBe(isSaid);

    [Theory]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    [InlineData("0.00000100", "0.000001")]
    [InlineData("100000000", "100000000")]
    [InlineData("1.50", "1.5")]
    [InlineData("0.10", "0.1")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    public void Decimals_Written_ArePlainDigits(string value, string text) => DecimalText.Write(decimal.Parse(value)).ShouldBe(text);

    [Fact]
    public void Decimals_WrittenAndRead_AreTheSame() =>
        Prop.ForAll(ArbMap.Default.ArbFor<decimal>(), value =>
        {
            var text = DecimalText.Write(value);
            return DecimalText.ParseExact(text, "value") == value && !text.Contains('E') && !(text.Contains('.') && text.EndsWith('0'));
        }).QuickCheckThrowOnFailure();

    private static Order Order(OrderSpec spec) => new("a1", spec, OrderPurpose.Manual, "key", 0);
}
