using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Tests.Streams;

namespace OrleansTrading.Exchanges.Tests.Trading;

/// <summary>Limits of the venue, and its time.</summary>
public sealed class OrderLimitTests
{
    [Fact]
    public async Task Place_BeyondTheOrderLimit_IsNotSent()
    {
        await using var trading = await ScriptedTrading.StartAsync(options => options.Trading.OrdersPerTenSeconds = 2);
        trading.On("POST", "/fapi/v1/order", call => call.AnswerAsync(ScriptedTrading.Written("a1")));
        await trading.Session.PlaceAsync(ScriptedTrading.NewOrder(), default).WaitAsync(Patience.Long);
        await trading.Session.PlaceAsync(ScriptedTrading.NewOrder(), default).WaitAsync(Patience.Long);
        var fault = await FailAsync(trading);
        (fault.Kind, fault.IsOutcomeUnknown).ShouldBe((ErrorKind.RateLimited, false));
        trading.Asked.Count.ShouldBe(2);
        trading.Bench.Time.Advance(TimeSpan.FromSeconds(11));
        await trading.Session.PlaceAsync(ScriptedTrading.NewOrder(), default).WaitAsync(Patience.Long);
    }

    [Fact]
    public async Task Place_VenueReportsOrdersOfOthers_CountsThem()
    {
        await using var trading = await ScriptedTrading.StartAsync(options => options.Trading.OrdersPerMinute = 100);
        trading.On("POST", "/fapi/v1/order", call =>
        {
            call.Header("X-MBX-ORDER-COUNT-10S", "3");
            call.Header("X-MBX-ORDER-COUNT-1M", "100");
            return call.AnswerAsync(ScriptedTrading.Written("a1"));
        });
        await trading.Session.PlaceAsync(ScriptedTrading.NewOrder(), default).WaitAsync(Patience.Long);
        (await FailAsync(trading)).Kind.ShouldBe(ErrorKind.RateLimited);
        trading.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Place_TooManyOrders_StopsOrdersAndNotQuestions()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        trading.On("POST", "/fapi/v1/order", call => call.RefuseAsync(400, -1015, "Too many new orders."));
        trading.On("GET", "/fapi/v1/order", call => call.AnswerAsync(ScriptedTrading.Written("a0")));
        (await FailAsync(trading)).Kind.ShouldBe(ErrorKind.RateLimited);
        (await FailAsync(trading)).Kind.ShouldBe(ErrorKind.RateLimited);
        trading.Asked.Count.ShouldBe(1);
        (await trading.Session.FindOrderAsync(ScriptedTrading.Reference("a0"), default).WaitAsync(Patience.Long)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Place_AfterABan_IsNotSent()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        trading.On("GET", "/fapi/v1/order", call => call.RefuseAsync(418, -1003, "banned"));
        await Should.ThrowAsync<VenueException>(trading.Session.FindOrderAsync(ScriptedTrading.Reference(), default).WaitAsync(Patience.Long));
        var fault = await FailAsync(trading);
        (fault.Kind, fault.IsOutcomeUnknown).ShouldBe((ErrorKind.Banned, false));
        trading.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Place_AfterASkew_IsSignedWithTheTimeThatTheVenueTells()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        trading.On("POST", "/fapi/v1/order", call => call.RefuseAsync(400, -1021, "Timestamp for this request is outside of the recvWindow."));
        (await FailAsync(trading)).Kind.ShouldBe(ErrorKind.ClockSkew);
        trading.Asked.Count.ShouldBe(1);
        // The venue's clock was set back: ours never goes back, but what is signed does.
        trading.On("GET", "/fapi/v1/time", call => call.AnswerAsync($$"""{"serverTime":{{ScriptedTrading.VenueTime - 90_000}}}"""));
        trading.On("POST", "/fapi/v1/order", call => call.AnswerAsync(ScriptedTrading.Written("a1")));
        await trading.Session.PlaceAsync(ScriptedTrading.NewOrder(), default).WaitAsync(Patience.Long);
        trading.Asked.Last()["timestamp"].ShouldBe((ScriptedTrading.VenueTime - 90_000).ToString());
    }

    [Fact]
    public async Task Find_RefusedForItsTime_IsAskedAgainWithAnother()
    {
        await using var trading = await ScriptedTrading.StartAsync(options => options.Rest.Retries = 2);
        trading.On("GET", "/fapi/v1/order", call => trading.Asked.Count == 1
            ? call.RefuseAsync(400, -1021, "Timestamp for this request is outside of the recvWindow.")
            : call.AnswerAsync(ScriptedTrading.Written("a1")));
        (await trading.Session.FindOrderAsync(ScriptedTrading.Reference(), default).WaitAsync(Patience.Long)).ShouldNotBeNull();
        trading.Asked.Count.ShouldBe(2);
    }

    private static async Task<VenueException> FailAsync(ScriptedTrading trading) =>
        await Should.ThrowAsync<VenueException>(trading.Session.PlaceAsync(ScriptedTrading.NewOrder(), default).WaitAsync(Patience.Long));
}
