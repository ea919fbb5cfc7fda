using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Binance.Trading;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Tests.Streams;

namespace OrleansTrading.Exchanges.Tests.Trading;

/// <summary>Whether an order that failed may have been carried out.</summary>
public sealed class OrderOutcomeTests
{
    [Fact]
    public async Task Place_Answered_IsSignedAndSentOnceInABody()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        trading.On("POST", "/fapi/v1/order", call => call.AnswerAsync(ScriptedTrading.Written("a1")));
        var report = await trading.Session.PlaceAsync(ScriptedTrading.NewOrder(), default).WaitAsync(Patience.Long);
        (report.OrderId, report.VenueId, report.State, report.Filled).ShouldBe(("a1", "77", OrderState.Accepted, 0m));
        var call = trading.Asked.ShouldHaveSingleItem();
        call.Key.ShouldBe(ScriptedTrading.Key);
        var signed = call.Body[..call.Body.IndexOf("&signature=", StringComparison.Ordinal)];
        signed.ShouldBe(
            "symbol=BTCUSDT&side=BUY&positionSide=BOTH&type=LIMIT&quantity=0.001&price=50000.1&timeInForce=GTC&newClientOrderId=a1&newOrderRespType=RESULT"
            + $"&recvWindow=5000&timestamp={ScriptedTrading.VenueTime}");
        call["signature"].ShouldBe(BinanceTradingRules.Signature(signed, ScriptedTrading.Secret));
    }

    [Theory]
    [InlineData(400, -2019, ErrorKind.InsufficientMargin, false)]
    [InlineData(400, -2018, ErrorKind.InsufficientMargin, false)]
    [InlineData(400, -2010, ErrorKind.OrderRejected, false)]
    [InlineData(400, -2011, ErrorKind.UnknownOrder, false)]
    [InlineData(400, -1013, ErrorKind.OrderRejected, false)]
    [InlineData(400, -1111, ErrorKind.OrderRejected, false)]
    [InlineData(400, -4131, ErrorKind.OrderRejected, false)]
    [InlineData(400, -4164, ErrorKind.OrderRejected, false)]
    [InlineData(400, -5022, ErrorKind.OrderRejected, false)]
    [InlineData(400, -2021, ErrorKind.OrderRejected, false)]
    [InlineData(400, -2022, ErrorKind.OrderRejected, false)]
    [InlineData(400, -4120, ErrorKind.InvalidRequest, false)]
    [InlineData(400, -1021, ErrorKind.ClockSkew, false)]
    [InlineData(400, -1022, ErrorKind.Unauthorized, false)]
    [InlineData(401, -2014, ErrorKind.Unauthorized, false)]
    [InlineData(401, -2015, ErrorKind.Unauthorized, false)]
    [InlineData(400, -98765, ErrorKind.Unknown, false)]
    [InlineData(429, -1003, ErrorKind.RateLimited, false)]
    [InlineData(429, -1015, ErrorKind.RateLimited, false)]
    [InlineData(418, -1003, ErrorKind.Banned, false)]
    [InlineData(503, -1008, ErrorKind.Unavailable, false)]
    [InlineData(400, -4116, ErrorKind.DuplicateOrder, true)]
    [InlineData(408, -1007, ErrorKind.Timeout, true)]
    [InlineData(400, -1007, ErrorKind.Timeout, true)]
    [InlineData(500, -1000, ErrorKind.Unavailable, true)]
    [InlineData(503, -1001, ErrorKind.Unavailable, true)]
    [InlineData(500, -1006, ErrorKind.Unavailable, true)]
    [InlineData(503, -98765, ErrorKind.Unavailable, true)]
    public async Task Place_RefusedByCode_IsRefusedOrUnknown(int status, int code, ErrorKind kind, bool isUnknown)
    {
        await using var trading = await ScriptedTrading.StartAsync();
        trading.On("POST", "/fapi/v1/order", call => call.RefuseAsync(status, code, "no"));
        var fault = await FailAsync(trading);
        (fault.Kind, fault.IsOutcomeUnknown, fault.Code).ShouldBe((kind, isUnknown, code));
        trading.Asked.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(503, "Unknown error, please check your request or try again later.", true)]
    [InlineData(503, "Service Unavailable.", false)]
    [InlineData(503, "", true)]
    [InlineData(500, "<html>", true)]
    [InlineData(502, "<html>Bad Gateway</html>", true)]
    [InlineData(504, "<html>Gateway Timeout</html>", true)]
    [InlineData(408, "", true)]
    [InlineData(302, "", true)]
    [InlineData(403, "<html>Forbidden</html>", false)]
    [InlineData(404, "<html>", false)]
    [InlineData(200, "<html>", true)]
    [InlineData(200, "{}", true)]
    [InlineData(200, "", true)]
    public async Task Place_AnsweredWithoutACode_IsUnknownUnlessTheStatusRefuses(int status, string text, bool isUnknown)
    {
        await using var trading = await ScriptedTrading.StartAsync();
        trading.On("POST", "/fapi/v1/order", call => call.RefuseAsync(status, text));
        (await FailAsync(trading)).IsOutcomeUnknown.ShouldBe(isUnknown);
        trading.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Place_NoAnswerInTime_IsUnknown()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        trading.On("POST", "/fapi/v1/order", call => call.StallAsync());
        var placing = trading.Session.PlaceAsync(ScriptedTrading.NewOrder(), default);
        await trading.NextCallAsync();
        trading.Bench.Time.Advance(TimeSpan.FromSeconds(11));
        var fault = await Should.ThrowAsync<VenueException>(placing.WaitAsync(Patience.Long));
        (fault.Kind, fault.IsOutcomeUnknown).ShouldBe((ErrorKind.Timeout, true));
        trading.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Place_GivenUpAfterSending_IsUnknown()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        trading.On("POST", "/fapi/v1/order", call => call.StallAsync());
        using var giveUp = new CancellationTokenSource();
        var placing = trading.Session.PlaceAsync(ScriptedTrading.NewOrder(), giveUp.Token);
        await trading.NextCallAsync();
        await giveUp.CancelAsync();
        (await Should.ThrowAsync<VenueException>(placing.WaitAsync(Patience.Long))).IsOutcomeUnknown.ShouldBeTrue();
    }

    [Fact]
    public async Task Place_GivenUpBeforeSending_IsNotSent()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        await Should.ThrowAsync<OperationCanceledException>(
            trading.Session.PlaceAsync(ScriptedTrading.NewOrder(), new CancellationToken(canceled: true)).WaitAsync(Patience.Long));
        trading.Asked.ShouldBeEmpty();
    }

    /// <summary>On a connection that was used before, the HTTP stack sends a request without a body again by itself, three times.</summary>
    [Fact]
    public async Task Place_BrokenOnAReusedConnection_IsUnknownAndNotSentAgain()
    {
        using var venue = new HangingUpVenue(
            path => path == "/fapi/v1/time" ? $$"""{"serverTime":{{ScriptedTrading.VenueTime}}}""" : ScriptedTrading.Written("a0"));
        await using var trading = await ScriptedTrading.StartAsync(options => options.RestAddress = venue.Address.ToString());
        (await trading.Session.FindOrderAsync(ScriptedTrading.Reference("a0"), default).WaitAsync(Patience.Long)).ShouldNotBeNull();
        var fault = await FailAsync(trading);
        (fault.Kind, fault.IsOutcomeUnknown).ShouldBe((ErrorKind.Network, true));
        (venue.Orders, venue.Questions).ShouldBe((1, 2));
    }

    [Fact]
    public async Task Place_NoConnection_IsNotSent()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        trading.On("GET", "/fapi/v1/order", call => call.AnswerAsync(ScriptedTrading.Written("a0")));
        await trading.Session.FindOrderAsync(ScriptedTrading.Reference("a0"), default).WaitAsync(Patience.Long);
        await trading.Bench.Venue.DisposeAsync();
        var fault = await FailAsync(trading);
        (fault.Kind, fault.IsOutcomeUnknown).ShouldBe((ErrorKind.Network, false));
    }

    [Fact]
    public async Task Failures_OfEveryKind_NameNoSecret()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        var faults = new List<Exception>();
        var quoting = $"bad {ScriptedTrading.Key} {ScriptedTrading.Secret}";
        foreach (Func<ScriptedCall, Task> answer in (Func<ScriptedCall, Task>[])[
            call => call.RefuseAsync(400, -2015, quoting), call => call.RefuseAsync(503, quoting), call => call.AnswerAsync(quoting), call => call.BreakAsync()])
        {
            trading.On("POST", "/fapi/v1/order", answer);
            trading.On("DELETE", "/fapi/v1/order", answer);
            trading.On("GET", "/fapi/v1/order", answer);
            faults.Add(await FailAsync(trading));
            faults.Add(await Should.ThrowAsync<VenueException>(trading.Session.CancelAsync(ScriptedTrading.Reference(), default).WaitAsync(Patience.Long)));
            faults.Add(await Should.ThrowAsync<VenueException>(trading.Session.FindOrderAsync(ScriptedTrading.Reference(), default).WaitAsync(Patience.Long)));
        }

        string[] signatures = [.. trading.Asked.Select(call => call["signature"]!)];
        signatures.Length.ShouldBe(12);
        string[] secrets = [ScriptedTrading.Key, ScriptedTrading.Secret, .. signatures];
        foreach (var text in faults.Select(fault => fault.ToString()).Concat(trading.Bench.Log.Texts))
            secrets.ShouldAllBe(secret => !text.Contains(secret));
        trading.Bench.Log.Texts.ShouldNotBeEmpty();
    }

    private static async Task<VenueException> FailAsync(ScriptedTrading trading) =>
        await Should.ThrowAsync<VenueException>(trading.Session.PlaceAsync(ScriptedTrading.NewOrder(), default).WaitAsync(Patience.Long));
}
