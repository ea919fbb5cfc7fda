using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.Binance.Rest;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Tests.Streams;

namespace OrleansTrading.Exchanges.Tests.Rest;

public sealed class VenueRestClientTests
{
    private static readonly InstrumentId Bitcoin = new("binance", "BTCUSDT");

    private readonly Channel<string> _asked = Channel.CreateUnbounded<string>();

    [Fact]
    public async Task Get_RateLimited_HoldsBackTheWholeVenueForRetryAfter()
    {
        await using var bench = await StreamBench.StartAsync();
        Answer(bench, (context, count) => count == 1 ? Refuse(context, 429, -1003, retryAfter: 30) : Time(context));
        var first = bench.Connector.Rest.GetServerTimeAsync(default);
        await NextAsync();
        await bench.WhenWaitingForRoomAsync();
        var second = bench.Connector.Rest.GetOpenInterestAsync(Bitcoin, default);
        bench.Time.Advance(TimeSpan.FromMilliseconds(29_999));
        _asked.Reader.Count.ShouldBe(0);
        bench.Time.Advance(TimeSpan.FromMilliseconds(1));
        (await first.WaitAsync(Patience.Long)).ShouldBe(1234);
        // The repeated request and the new one, in either order.
        new[] { await NextAsync(), await NextAsync() }.Order().ShouldBe(["/fapi/v1/openInterest", "/fapi/v1/time"]);
        await Should.ThrowAsync<VenueException>(second.WaitAsync(Patience.Long));
    }

    [Fact]
    public async Task Get_BannedForLong_FailsAtOnceAndSaysForHowLong()
    {
        await using var bench = await StreamBench.StartAsync();
        Answer(bench, (context, _) => Refuse(context, 418, -1003, retryAfter: 7200));
        var fault = await Should.ThrowAsync<VenueException>(bench.Connector.Rest.GetServerTimeAsync(default).WaitAsync(Patience.Long));
        fault.Kind.ShouldBe(ErrorKind.Banned);
        fault.RetryAfter!.Value.TotalSeconds.ShouldBe(7200, tolerance: 1);
        _asked.Reader.Count.ShouldBe(1);
        var next = await Should.ThrowAsync<VenueException>(bench.Connector.Rest.GetTickersAsync(default).WaitAsync(Patience.Long));
        next.Kind.ShouldBe(ErrorKind.Banned);
        _asked.Reader.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Get_VenueReportsMoreWeightThanKnown_IsWaitedOut()
    {
        await using var bench = await StreamBench.StartAsync();
        Answer(bench, (context, count) =>
        {
            context.Response.Headers["X-MBX-USED-WEIGHT-1M"] = count == 1 ? "2380" : "40";
            return context.Request.Path == "/fapi/v1/time" ? Time(context) : context.Response.WriteAsync("[]");
        });
        await bench.Connector.Rest.GetServerTimeAsync(default).WaitAsync(Patience.Long);
        ((BinanceRest)bench.Connector.Rest).UsedWeight.ShouldBe(2380);
        var tickers = bench.Connector.Rest.GetTickersAsync(default);
        await bench.WhenWaitingForRoomAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(59));
        _asked.Reader.Count.ShouldBe(1);
        bench.Time.Advance(TimeSpan.FromSeconds(2));
        (await tickers.WaitAsync(Patience.Long)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Get_TransientFaults_AreRetriedWithBackOffUntilTheAttemptsEnd()
    {
        await using var bench = await StreamBench.StartAsync(options => options.Rest.RequestTimeout = TimeSpan.FromMinutes(5));
        Answer(bench, (context, _) => Refuse(context, 503, -1008));
        var call = bench.Connector.Rest.GetServerTimeAsync(default);
        for (var attempt = 0; attempt < 4; attempt++)
        {
            await NextAsync();
            await bench.WhenWaitingToRetryAsync();
            // The longest wait between attempts; an attempt that begins on the way is far from its time limit.
            bench.Time.Advance(TimeSpan.FromSeconds(8));
        }

        var fault = await Should.ThrowAsync<VenueException>(call.WaitAsync(Patience.Long));
        fault.Kind.ShouldBe(ErrorKind.Unavailable);
        await NextAsync();
        _asked.Reader.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Get_InvalidRequest_IsNotRetried()
    {
        await using var bench = await StreamBench.StartAsync();
        Answer(bench, (context, _) => Refuse(context, 400, -1121));
        var fault = await Should.ThrowAsync<VenueException>(bench.Connector.Rest.GetMarkPriceAsync(Bitcoin, default).WaitAsync(Patience.Long));
        (fault.Kind, fault.IsTransient, fault.Code).ShouldBe((ErrorKind.UnknownSymbol, false, -1121));
        _asked.Reader.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Get_NoAnswerInTime_IsATimeout()
    {
        await using var bench = await StreamBench.StartAsync(options => options.Rest.Retries = 0);
        Answer(bench, (context, _) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted)
            .ContinueWith(_ => { }, TaskScheduler.Default));
        var call = bench.Connector.Rest.GetServerTimeAsync(default);
        await NextAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(11));
        (await Should.ThrowAsync<VenueException>(call.WaitAsync(Patience.Long))).Kind.ShouldBe(ErrorKind.Timeout);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("")]
    public async Task Get_AnswerThatCannotBeRead_IsMalformedAndNotRetried(string body)
    {
        await using var bench = await StreamBench.StartAsync();
        Answer(bench, (context, _) => context.Response.WriteAsync(body));
        var fault = await Should.ThrowAsync<VenueException>(bench.Connector.Rest.GetServerTimeAsync(default).WaitAsync(Patience.Long));
        fault.Kind.ShouldBe(ErrorKind.MalformedResponse);
        _asked.Reader.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Get_Cancelled_EndsWithoutTranslation()
    {
        await using var bench = await StreamBench.StartAsync();
        Answer(bench, (context, _) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted)
            .ContinueWith(_ => { }, TaskScheduler.Default));
        using var cancelling = new CancellationTokenSource();
        var call = bench.Connector.Rest.GetServerTimeAsync(cancelling.Token);
        await NextAsync();
        await cancelling.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(call.WaitAsync(Patience.Long));
    }

    [Fact]
    public async Task Klines_AskedFor_NameTheRangeAndJudgeTheLastByTheVenueClock()
    {
        await using var bench = await StreamBench.StartAsync();
        string? query = null;
        Answer(bench, (context, _) =>
        {
            if (context.Request.Path == "/fapi/v1/time")
                return context.Response.WriteAsync("""{"serverTime":130000}""");
            query = context.Request.QueryString.Value;
            return context.Response.WriteAsync(
                """
                [[60000,"1","1","1","1","1",119999,"1",1,"1","1","0"],[120000,"1","1","1","1","1",179999,"1",1,"1","1","0"],
                 [180000,"1","1","1","1","1",239999,"1",1,"1","1","0"]]
                """);
        });
        var klines = await bench.Connector.Rest.GetKlinesAsync(Bitcoin, KlineInterval.OneMinute, 60000, 120000, 2, default).WaitAsync(Patience.Long);
        // One more than wanted: that a later candle follows is one of the two signs of a final one.
        query.ShouldBe("?symbol=BTCUSDT&interval=1m&startTime=60000&endTime=180000&limit=3");
        klines.Select(kline => (kline.OpenTime, kline.Closed)).ShouldBe([(60_000, true), (120_000, false)]);
        bench.Connector.Clock.Observe(180_000);
        klines = await bench.Connector.Rest.GetKlinesAsync(Bitcoin, KlineInterval.OneMinute, null, null, 2, default).WaitAsync(Patience.Long);
        query.ShouldBe("?symbol=BTCUSDT&interval=1m&limit=3");
        klines.Select(kline => (kline.OpenTime, kline.Closed)).ShouldBe([(120_000, true), (180_000, false)]);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(99, 1)]
    [InlineData(100, 2)]
    [InlineData(499, 2)]
    [InlineData(500, 5)]
    [InlineData(1000, 5)]
    [InlineData(1001, 10)]
    [InlineData(1500, 10)]
    public void Weights_OfKlines_GrowWithTheLimit(int limit, int weight) => BinanceWeights.OfKlines(limit).ShouldBe(weight);

    private void Answer(StreamBench bench, Func<HttpContext, int, Task> answer)
    {
        var count = 0;
        bench.Venue.OnRequest = context =>
        {
            var number = Interlocked.Increment(ref count);
            _asked.Writer.TryWrite(context.Request.Path);
            return answer(context, number);
        };
    }

    private async Task<string> NextAsync() => await _asked.Reader.ReadAsync().AsTask().WaitAsync(Patience.Long);

    private static Task Time(HttpContext context) => context.Response.WriteAsync("""{"serverTime":1234}""");

    private static Task Refuse(HttpContext context, int status, int code, int? retryAfter = null)
    {
        context.Response.StatusCode = status;
        if (retryAfter is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString();
        return context.Response.WriteAsync($$"""{"code":{{code}},"msg":"refused"}""");
    }
}
