using OrleansTrading.Silo.Access;

namespace OrleansTrading.Silo.Metrics;

/// <summary><c>GET /metrics</c>: the process' own meters for a Prometheus server.</summary>
internal static class MetricsEndpoint
{
    /// <summary>Comes after the stores, which it measures.</summary>
    public static IServiceCollection AddSiloMetrics(this IServiceCollection services)
    {
        services.MeasureStores();
        services.AddSingleton<StreamMetrics>();
        services.AddSingleton<ProcessMetrics>();
        services.AddHostedService<MetricAlerts>();
        return services.AddSingleton(provider => new MetricsRegistry(provider.GetRequiredService<ILogger<MetricsRegistry>>()));
    }

    public static void MapSiloMetrics(this WebApplication app)
    {
        // Made here, before the host starts, so that nothing measured from then on is missed.
        var registry = app.Services.GetRequiredService<MetricsRegistry>();
        app.Services.GetRequiredService<StreamMetrics>();
        app.Services.GetRequiredService<ProcessMetrics>();
        app.MapGet("/metrics", () => TypedResults.Text(registry.Scrape(), PrometheusText.ContentType))
            .RequireAuthorization(MetricsPolicy.Name)
            .WithName("GetMetrics").WithTags("Operation").WithSummary("Metrics in the text format of Prometheus (0.0.4)")
            .Produces<string>(StatusCodes.Status200OK, "text/plain")
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
    }
}
