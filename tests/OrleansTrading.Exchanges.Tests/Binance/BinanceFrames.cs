namespace OrleansTrading.Exchanges.Tests.Binance;

/// <summary>Frames in the documented shape, of kinds and symbols that tests ask for by name.</summary>
internal static class BinanceFrames
{
    public const string Trade =
        """{"stream":"btcusdt@aggTrade","data":{"e":"aggTrade","E":1672515782136,"a":26129,"s":"BTCUSDT","p":"0.01633102","q":"4.70443515","f":27781,"l":27781,"T":1672515782130,"m":true}}""";

    public const string Forced =
        """{"stream":"sushiusdt@forceOrder","data":{"e":"forceOrder","E":1568014460893,"o":{"s":"SUSHIUSDT","S":"SELL","o":"LIMIT","f":"IOC","q":"0.020","p":"9910","ap":"9911","X":"FILLED","l":"0.004","z":"0.014","T":1568014460890}}}""";

    public const string Mark =
        """{"stream":"sushiusdt@markPrice@1s","data":{"e":"markPriceUpdate","E":1562305380000,"s":"SUSHIUSDT","p":"11794.15000000","i":"11784.62659091","P":"11784.25641265","r":"0.00038167","T":1562306400000}}""";
}
