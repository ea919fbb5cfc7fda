using Microsoft.AspNetCore.Http.HttpResults;
using OrleansTrading.Storage.PostgreSql;

namespace OrleansTrading.Silo.Health;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: requests may be sent here, which load balancers ask. A store that is away does
/// not keep them from it: it is away for all silos, and pages, halts and kill switches must be reachable just then.
/// </summary>
internal static partial class HealthEndpoints
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(3);

    public static IServiceCollection AddHealth(this IServiceCollection services) => services
        .AddSingleton<IReadinessCheck, SiloReadiness>()
        .AddSingleton<IReadinessCheck>(provider => provider.GetService<PostgresDatabase>() is { } database
            ? new DatabaseReadiness(database)
            : new StoreReadiness(provider.GetRequiredService<IConfiguration>()))
        .AddSingleton<IReadinessCheck, MarketReadiness>();

    public static void MapHealth(this WebApplication app)
    {
        var health = app.MapGroup("/health").WithTags("Operation").AllowAnonymous();
        health.MapGet("/live", GetLive).WithName("GetLive");
        health.MapGet("/ready", GetReady).WithName("GetReady")
            .Produces<HealthView>().Produces<HealthView>(StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>Whether the process answers</summary>
    internal static Ok<HealthView> GetLive() => TypedResults.Ok(new HealthView("live", []));

    /// <summary>Whether the silo can serve, and what it lacks</summary>
    internal static async Task<JsonHttpResult<HealthView>> GetReady(
        IEnumerable<IReadinessCheck> checks, TimeProvider time, ILogger<HealthView> logger, HttpResponse response, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        var looked = await Task.WhenAll(checks.Select(async check => (check.IsNeeded, View: await RunAsync(check, time, logger, cancellationToken))));
        var serves = looked.All(check => check.View.Ready || !check.IsNeeded);
        var status = !serves ? "notReady" : looked.All(check => check.View.Ready) ? "ready" : "degraded";
        return TypedResults.Json(
            new HealthView(status, [.. looked.Select(check => check.View)]),
            statusCode: serves ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<HealthCheckView> RunAsync(IReadinessCheck check, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(TimeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var reason = await check.FindReasonAsync(either.Token);
            return new HealthCheckView(check.Name, reason is null, reason);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return new HealthCheckView(check.Name, false, $"There was no answer within {TimeLimit.TotalSeconds} s.");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogCheckFailed(logger, check.Name, exception);
            // Anybody may ask: what an exception says of addresses and directories is for the log.
            return new HealthCheckView(check.Name, false, "It could not be checked; the log says why.");
        }
    }

    [LoggerMessage(1120, LogLevel.Warning, "The readiness check '{Check}' failed.")]
    private static partial void LogCheckFailed(ILogger logger, string check, Exception exception);
}
