using OrleansTrading.Simulator.Faults;
using OrleansTrading.Simulator.Hosting;
using OrleansTrading.Simulator.OkxTrading;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Okx;

/// <summary>
/// Answers requests under /api/v5: latency and faults first, then the endpoint. Refusals come with a code and, but for what cannot be read, HTTP 200.
/// </summary>
internal sealed class OkxRestEndpoint(
    OkxSwaps swaps, PrivateEndpoint accounts, SimulatorClock clock, SimulatorFaults faults, TimeProvider time, TimeSpan latency)
{
    public const string Prefix = "/api/v5/";

    private long _answered;

    public long Answered => Interlocked.Read(ref _answered);

    public async Task HandleAsync(HttpContext context)
    {
        Interlocked.Increment(ref _answered);
        if (latency > TimeSpan.Zero)
            await Task.Delay(latency, time, context.RequestAborted);
        var path = context.Request.Path.Value ?? "";
        if (faults.HitHttp(path) is { } fault)
        {
            await FailAsync(context, fault);
            return;
        }

        var name = path.StartsWith(Prefix, StringComparison.Ordinal) ? path[Prefix.Length..] : "";
        if (PrivateEndpoint.Handles(context.Request.Method, name))
        {
            await accounts.HandleAsync(context, name);
            return;
        }

        if (context.Request.Method != HttpMethods.Get || !OkxEndpoints.All.TryGetValue(name, out var answer))
        {
            await WriteAsync(context, StatusCodes.Status404NotFound, Refusal(new OkxError(404, "Not found")));
            return;
        }

        var now = clock.Milliseconds;
        var call = new OkxCall(context.Request.Query, swaps, now, now + (long)faults.ClockSkew.TotalMilliseconds);
        var error = answer(call);
        await WriteAsync(context, StatusOf(error), error is null ? Answer(call.Json) : Refusal(error));
    }

    private static async Task FailAsync(HttpContext context, FaultRequest fault)
    {
        var status = fault.Status!.Value;
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            await WriteAsync(context, status, Refusal(new OkxError(50001, "Service temporarily unavailable. Try again later")));
            return;
        }

        context.Response.Headers.RetryAfter = (fault.RetryAfterSeconds ?? 1).ToString();
        await WriteAsync(context, status, Refusal(new OkxError(50011, "Too Many Requests")));
    }

    public static Utf8Buffer Answer(Utf8Buffer rows)
    {
        var json = new Utf8Buffer(rows.Length + 64);
        json.Raw("{\"code\":\"0\",\"msg\":\"\",\"data\":["u8);
        json.Raw(rows.Written);
        json.Raw("]}"u8);
        return json;
    }

    /// <summary>A parameter that is absent or wrong, and a body that is no JSON, are bad requests; whatever else is refused, HTTP finds nothing wrong with.</summary>
    public static int StatusOf(OkxError? error) => error?.Code is 50002 or 50014 or 51000 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;

    public static Utf8Buffer Refusal(OkxError error)
    {
        var json = new Utf8Buffer(128);
        json.Raw("{\"code\":"u8);
        json.Whole(error.Code);
        json.Raw(",\"msg\":"u8);
        json.Quoted(error.Message);
        json.Raw(",\"data\":[]}"u8);
        return json;
    }

    public static async Task WriteAsync(HttpContext context, int status, Utf8Buffer json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = json.Length;
        await context.Response.Body.WriteAsync(json.WrittenMemory, context.RequestAborted);
    }
}
