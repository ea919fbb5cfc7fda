using OrleansTrading.Silo.Commands;

namespace OrleansTrading.Silo.Tests.Commands;

public sealed class ScanCommandsTests
{
    private const string Cache = """
        {"elapsedMs":1.26,"scanned":3,"skipped":[{"id":"binance:NEWUSDT","reason":"too few candles"}],"restCalls":0,"cacheHits":3,"results":[
         {"id":"binance:BTCUSDT","interval":"1h","direction":"long","score":61.25,"factors":{"trend":80,"orderFlow":61.5,"openInterest":50},"orderFlowFrom":"streams","regime":"trendingUp"},
         {"id":"binance:ETHUSDT","interval":"1h","direction":"short","score":-40.5,"factors":{"trend":20},"regime":"ranging"}]}
        """;

    private const string Rest = """
        {"elapsedMs":812.4,"scanned":3,"skipped":[],"restCalls":3,"cacheHits":0,"results":[
         {"id":"binance:SOLUSDT","interval":"1h","direction":"long","score":70,"factors":{},"regime":"ranging"},
         {"id":"binance:BTCUSDT","interval":"1h","direction":"long","score":60.25,"factors":{"trend":80.01,"orderFlow":55,"openInterest":null},"orderFlowFrom":"candles","regime":"trendingUp"}]}
        """;

    [Fact]
    public async Task Compare_OfCacheAndRest_ShowsBothSideBySide()
    {
        const string Query = "&intervals=5m%2C1h&minScore=20";
        using var silo = new FakeSilo().On("GET /api/v1/scan?source=cache" + Query, Cache).On("GET /api/v1/scan?source=rest" + Query, Rest);
        (await silo.RunAsync("scan --compare --intervals 5m,1h --min-score 20")).ShouldBe(ExitCodes.Done);
        silo.Output.ToString().ShouldBe("""
                         CACHE    REST
            time        1.3 ms  812 ms
            REST calls       0       3
            cache hits       3       0
            scanned          3       3
            left out         1       0
            results          2       2

            #  INSTRUMENT       INTERVAL  DIRECTION  CACHE  REST  DIFFERENCE  RANK BY REST  FACTORS THAT DIFFER
            1  binance:BTCUSDT  1h        long        61.3  60.3        -1.0             2  order flow (from streams, by REST from candles), open interest (not by REST)
            2  binance:ETHUSDT  1h        short      -40.5     -           -             -  -
            -  binance:SOLUSDT  1h        long           -  70.0           -             1  -

            """);
    }

    [Fact]
    public async Task Scan_OfTheCache_RanksAndSaysWhatWasLeftOut()
    {
        using var silo = new FakeSilo().On("GET /api/v1/scan?source=cache&max=2&watchlist=elite", Cache);
        (await silo.RunAsync("scan --max 2 --watchlist elite")).ShouldBe(ExitCodes.Done);
        silo.Output.ToString().ShouldContain("1  binance:BTCUSDT  1h        long        61.3  trendingUp\n");
        silo.Output.ToString().ShouldEndWith("3 scanned in 1.3 ms with 0 REST calls\n1 left out: too few candles\n");
    }
}
