using OrleansTrading.Simulator.Faults;
using OrleansTrading.Simulator.Hosting;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Kraken;

/// <summary>
/// Answers requests under /0/public: latency and faults first, then the endpoint. Refusals come with HTTP 200 and a text, as the venue has it.
/// </summary>
internal sealed class KrakenRestEndpoint(KrakenPairs pairs, SimulatorClock clock, SimulatorFaults faults, TimeProvider time, TimeSpan latency)
{
    private const string Prefix = "/0/public/";

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

        var now = clock.Milliseconds;
        var call = new KrakenCall(context.Request.Query, pairs, now, now + (long)faults.ClockSkew.TotalMilliseconds);
        var name = path.StartsWith(Prefix, StringComparison.Ordinal) ? path[Prefix.Length..] : "";
        call.Json.Raw("{\"error\":[],\"result\":"u8);
        var error = KrakenEndpoints.All.TryGetValue(name, out var answer) ? answer(call) : "EGeneral:Unknown method";
        call.Json.Byte((byte)'}');
        await WriteAsync(context, StatusCodes.Status200OK, error is null ? call.Json : Refusal(error));
    }

    private static async Task FailAsync(HttpContext context, FaultRequest fault)
    {
        var status = fault.Status!.Value;
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            await WriteAsync(context, status, Refusal("EService:Unavailable"));
            return;
        }

        context.Response.Headers.RetryAfter = (fault.RetryAfterSeconds ?? 1).ToString();
        await WriteAsync(context, status, Refusal("EGeneral:Too many requests"));
    }

    private static Utf8Buffer Refusal(string error)
    {
        var json = new Utf8Buffer(128);
        json.Raw("{\"error\":["u8);
        json.Quoted(error);
        json.Raw("]}"u8);
        return json;
    }

    private static async Task WriteAsync(HttpContext context, int status, Utf8Buffer json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json;charset=utf-8";
        context.Response.ContentLength = json.Length;
        await context.Response.Body.WriteAsync(json.WrittenMemory, context.RequestAborted);
    }
}
