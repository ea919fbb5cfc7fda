using System.Text;
using OrleansTrading.Simulator.Faults;
using OrleansTrading.Simulator.Hosting;
using OrleansTrading.Simulator.Rest;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.BinanceTrading;

/// <summary>Answers the private requests under /fapi: weight, key, signature and time first, then the route.</summary>
internal sealed class TradingEndpoint(
    TradingVenue venue, UserStreams streams, SimulatorClock clock, SimulatorFaults faults, RateLimiter limiter, TimeProvider time)
{
    private const string ListenKeyPath = "/fapi/v1/listenKey";

    private readonly OrderCounts _counts = new(time);

    public static bool Handles(string method, string path) =>
        path == ListenKeyPath ? method is "POST" or "PUT" or "DELETE" : TradingRoutes.All.ContainsKey((method, path));

    public async Task HandleAsync(HttpContext context)
    {
        var request = await SignedRequest.ReadAsync(context.Request, context.RequestAborted);
        var (method, path) = (context.Request.Method, context.Request.Path.Value!);
        var route = path == ListenKeyPath ? null : TradingRoutes.All[(method, path)];
        var weight = route is null ? 1 : request.Parameters.ContainsKey("symbol") ? route.Weight : route.WeightOfAll;
        if (RestEndpoint.Weigh(context, limiter, weight) is { } refused)
            await RestEndpoint.AnswerAsync(context, refused, default);
        else if (route is null)
            await ListenKeyAsync(context, request, method);
        else
            await AnswerAsync(context, request, route);
    }

    private async Task AnswerAsync(HttpContext context, SignedRequest request, TradingRoute route)
    {
        var fault = route.IsAboutOrders ? faults.HitOrder(context.Request.Path.Value!) : null;
        if (fault is { Outcome: OrderOutcome.ArrivesLate })
            await Task.Delay(fault.Delay, time, context.RequestAborted);
        if (fault is { IsDone: false })
        {
            await DisturbAsync(context, fault);
            return;
        }

        var now = clock.Milliseconds;
        if ((Identify(request, out var account) ?? request.Verify(account.Keys.Secret, now + (long)faults.ClockSkew.TotalMilliseconds)) is { } stranger)
        {
            await RestEndpoint.AnswerAsync(context, stranger, default);
            return;
        }

        using var call = new TradingCall(venue, account, request.Parameters, now);
        ApiError? error;
        lock (venue.Gate)
            error = Count(context, route, account) ?? route.Answer(call);
        if (fault is { Outcome: OrderOutcome.AnsweredLate })
            await Task.Delay(fault.Delay, time, context.RequestAborted);
        if (fault is { IsCut: true } or { IsUnknown: true } or { IsTimeOut: true })
            await DisturbAsync(context, fault);
        else
            await RestEndpoint.AnswerAsync(context, error, call.Written);
    }

    private static Task DisturbAsync(HttpContext context, OrderFault fault)
    {
        if (fault.IsCut)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        return RestEndpoint.AnswerAsync(context, fault switch
        {
            { IsUnknown: true } => new ApiError(StatusCodes.Status503ServiceUnavailable, -1000, "Unknown error, please check your request or try again later."),
            { IsTimeOut: true } => new ApiError(StatusCodes.Status408RequestTimeout, -1007, "Timeout waiting for response from backend server. Send status unknown; execution status unknown."),
            { Outcome: OrderOutcome.Unavailable } => new ApiError(StatusCodes.Status503ServiceUnavailable, -1008, "Request throttled by system-level protection. Reduce-only/close-position orders are exempt. Please try again."),
            _ => RequestErrors.Of(-2010, "NEW_ORDER_REJECTED"),
        }, default);
    }

    private async Task ListenKeyAsync(HttpContext context, SignedRequest request, string method)
    {
        if (Identify(request, out var account) is { } stranger)
        {
            await RestEndpoint.AnswerAsync(context, stranger, default);
            return;
        }

        if (method == "DELETE")
        {
            streams.Close(account);
            await RestEndpoint.AnswerAsync(context, null, "{}"u8.ToArray());
            return;
        }

        var key = method == "POST" ? streams.Start(account) : streams.Renew(account);
        await RestEndpoint.AnswerAsync(
            context, key is null ? RequestErrors.Of(-1125, "This listenKey does not exist.") : null, Encoding.UTF8.GetBytes($"{{\"listenKey\":\"{key}\"}}"));
    }

    private ApiError? Identify(SignedRequest request, out TradingAccount account)
    {
        lock (venue.Gate)
            return request.Identify(venue, out account);
    }

    private ApiError? Count(HttpContext context, TradingRoute route, TradingAccount account)
    {
        if (!route.Sends)
            return null;
        var passed = _counts.Take(account);
        var windows = _counts.Of(account);
        for (var i = 0; i < windows.Length; i++)
            context.Response.Headers[OrderCounts.Limits[i].Header] = windows[i].Count.ToString();
        return passed is null
            ? null
            : new ApiError(StatusCodes.Status429TooManyRequests, -1015, $"Too many new orders; current limit is {passed.Most} orders per {passed.Number} {passed.Interval}.");
    }
}
