namespace OrleansTrading.Exchanges.Tests.Streams;

/// <summary>One symbol of a market in memory: what it sends, numbered as the venue numbers it.</summary>
internal sealed class MarketTruth(MemoryVenue venue, string symbol, long openTime)
{
    private const long Minute = 60_000;

    private readonly string _name = symbol.ToLowerInvariant();
    private long _updateId;
    private long _lastDepth;
    private int _candleTrades;

    public string Symbol => symbol;

    public long Trades { get; private set; }

    public long Tickers { get; private set; }

    public long Depths { get; private set; }

    public long Marks { get; private set; }

    public long ClosedCandles { get; private set; }

    /// <summary>The candle that is open, Unix milliseconds.</summary>
    public long OpenTime { get; private set; } = openTime;


    /// <summary>Brings the market up to this time: every candle that ends on the way is closed, and trades happen by chance.</summary>
    public void MoveTo(long now, Random random)
    {
        while (OpenTime + Minute <= now)
        {
            Happen(OpenTime + random.Next(1, (int)Minute), random);
            SendKline(OpenTime + Minute, closed: true);
            ClosedCandles++;
            (OpenTime, _candleTrades) = (OpenTime + Minute, 0);
        }

        if (random.Next(3) > 0)
            Happen(now, random);
        venue.Send($"{_name}@markPrice@1s", $$"""{"e":"markPriceUpdate","E":{{now}},"s":"{{symbol}}","p":"1.5","i":"1.5","P":"1.5","r":"0.0001","T":9000}""");
        Marks++;
    }

    private void Happen(long at, Random random)
    {
        for (var left = random.Next(1, 4); left > 0; left--)
        {
            Trades++;
            _candleTrades++;
            venue.Send($"{_name}@aggTrade", $$"""{"e":"aggTrade","E":{{at}},"a":{{Trades}},"s":"{{symbol}}","p":"1.5","q":"2","f":1,"l":1,"T":{{at}},"m":true}""");
        }

        SendKline(at, closed: false);
        Tickers++;
        _updateId += random.Next(1, 50);
        venue.Send($"{_name}@bookTicker", $$"""{"e":"bookTicker","u":{{_updateId}},"s":"{{symbol}}","b":"1.5","B":"1","a":"1.6","A":"1","T":{{at}},"E":{{at}}}""");
        Depths++;
        var previous = _updateId;
        _updateId += random.Next(1, 50);
        venue.Send($"{_name}@depth@100ms", $$"""{"e":"depthUpdate","E":{{at}},"T":{{at}},"s":"{{symbol}}","U":{{previous + 1}},"u":{{_updateId}},"pu":{{_lastDepth}},"b":[["1.5","2"]],"a":[["1.6","1"]]}""");
        _lastDepth = _updateId;
    }

    private void SendKline(long at, bool closed) => venue.Send(
        $"{_name}@kline_1m",
        $$"""{"e":"kline","E":{{at}},"s":"{{symbol}}","k":{"t":{{OpenTime}},"T":{{OpenTime + Minute - 1}},"s":"{{symbol}}","i":"1m","f":1,"L":1,"o":"1","c":"1","h":"1","l":"1","v":"1","n":{{_candleTrades}},"x":{{(closed ? "true" : "false")}},"q":"1","V":"1","Q":"1","B":"0"} }""");
}
