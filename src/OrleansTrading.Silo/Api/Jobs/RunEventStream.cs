using System.Text;
using Microsoft.AspNetCore.Http.Features;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Silo.Api.Jobs;

/// <summary>Writes a run's changes as server-sent events, until the run is over, the client has gone, or the silo stops.</summary>
/// <remarks>Written by hand, as the framework's own result cannot write comments.</remarks>
internal sealed class RunEventStream(JobRun run, string? seen, IDisposable place) : IResult
{
    /// <summary>How long a client is to wait before it comes back, in milliseconds, and a first sign of life.</summary>
    private static readonly byte[] Opening = "retry: 1000\n\n"u8.ToArray();
    private static readonly byte[] SignOfLife = ": alive\n\n"u8.ToArray();

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var held = place;
        var stopping = httpContext.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        try
        {
            await WriteAsync(httpContext, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The client has gone, or the silo stops: the end of the stream either way.
        }
    }

    private async Task WriteAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        // Tells a proxy such as nginx not to hold events back.
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();

        var job = context.RequestServices.GetRequiredService<JobDirectory>().Of(run);
        var feed = context.RequestServices.GetRequiredService<RunFeed>();
        await WriteAsync(response, Opening, cancellationToken);
        await foreach (var change in feed.WatchAsync(run, seen, () => job.FindRunAsync(run.Id), cancellationToken))
            await WriteAsync(response, change is null ? SignOfLife : Frame(change), cancellationToken);
    }

    private static async Task WriteAsync(HttpResponse response, byte[] frame, CancellationToken cancellationToken)
    {
        await response.Body.WriteAsync(frame, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }

    private static byte[] Frame(RunEvent change) =>
        [.. Encoding.ASCII.GetBytes($"id: {change.Id}\nevent: run\ndata: "), .. change.Json, .. "\n\n"u8];
}
