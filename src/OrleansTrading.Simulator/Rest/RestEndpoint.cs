using OrleansTrading.Simulator.BinanceTrading;
using OrleansTrading.Simulator.Faults;
using OrleansTrading.Simulator.Hosting;
using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Rest;

/// <summary>Answers requests under /fapi: latency, faults and weight first, then the route.</summary>
internal sealed class RestEndpoint(
    SimulatorMarket market, SimulatorClock clock, SimulatorFaults faults, RateLimiter limiter, TradingEndpoint trading, TimeProvider time, TimeSpan latency)
{
    private long _answered;

    public long Answered => Interlocked.Read(ref _answered);

    public async Task HandleAsync(HttpContext context)
    {
        Interlocked.Increment(ref _answered);
        if (latency > TimeSpan.Zero)
        {
            await Task.Delay(latency, time, context.RequestAborted);
        }

        var path = context.Request.Path.Value ?? "";
        if (faults.HitHttp(path) is { } fault)
        {
            await FailAsync(context, fault);
        }
        else if (TradingEndpoint.Handles(context.Request.Method, path))
        {
            await trading.HandleAsync(context);
        }
        else if (!RestRoutes.All.TryGetValue(path, out var route))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (!HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        }
        else
        {
            await AnswerAsync(context, route);
        }
    }

    private async Task AnswerAsync(HttpContext context, RestRoute route)
    {
        if (Weigh(context, limiter, route.Weight(context.Request.Query)) is { } refused)
        {
            await WriteErrorAsync(context, refused);
            return;
        }

        var now = clock.Milliseconds;
        var call = new RestCall(context.Request.Query, market, now, now + (long)faults.ClockSkew.TotalMilliseconds);
        if (route.Answer(call) is { } error)
        {
            await WriteErrorAsync(context, error);
            return;
        }

        await WriteAsync(context, StatusCodes.Status200OK, call.Json.WrittenMemory);
    }

    private static async Task FailAsync(HttpContext context, FaultRequest fault)
    {
        var status = fault.Status!.Value;
        if (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status418ImATeapot)
        {
            context.Response.Headers.RetryAfter = (fault.RetryAfterSeconds ?? 1).ToString();
        }

        await WriteErrorAsync(context, status == StatusCodes.Status503ServiceUnavailable
            ? new ApiError(status, -1008, "Server is currently overloaded with other requests. Please try again in a few minutes.")
            : new ApiError(status, -1003, "Too many requests; current limit of IP(127.0.0.1) is exceeded."));
    }

    /// <summary>Takes the weight, and tells it in the headers; the refusal when it is too much.</summary>
    public static ApiError? Weigh(HttpContext context, RateLimiter limiter, int weight)
    {
        var verdict = limiter.Take(weight);
        context.Response.Headers["X-MBX-USED-WEIGHT-1M"] = verdict.UsedWeight.ToString();
        if (verdict.Status == 0)
            return null;
        context.Response.Headers.RetryAfter = verdict.RetryAfterSeconds.ToString();
        return new ApiError(verdict.Status, -1003, verdict.Status == StatusCodes.Status418ImATeapot
            ? $"Way too many requests; IP(127.0.0.1) banned until {verdict.BannedUntil.ToUnixTimeMilliseconds()}. Please use the websocket for live updates to avoid bans."
            : "Too many requests; current limit of IP(127.0.0.1) is 2400 requests per minute. Please use the websocket for live updates to avoid polling the API.");
    }

    /// <summary>Sends the answer, or the error in its place.</summary>
    public static Task AnswerAsync(HttpContext context, ApiError? error, ReadOnlyMemory<byte> body) =>
        error is null ? WriteAsync(context, StatusCodes.Status200OK, body) : WriteErrorAsync(context, error);

    private static async Task WriteErrorAsync(HttpContext context, ApiError error)
    {
        var json = new Utf8Buffer(256);
        json.Raw("{\"code\":"u8);
        json.Number(error.Code);
        json.Raw(",\"msg\":"u8);
        json.Quoted(error.Message);
        json.Byte((byte)'}');
        await WriteAsync(context, error.Status, json.WrittenMemory);
    }

    private static async Task WriteAsync(HttpContext context, int status, ReadOnlyMemory<byte> json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json;charset=UTF-8";
        context.Response.ContentLength = json.Length;
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }
}
