using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansTrading.Dashboard.Access;
using OrleansTrading.Dashboard.Alerts;
using OrleansTrading.Dashboard.Cluster;
using OrleansTrading.Dashboard.Desk;
using OrleansTrading.Dashboard.Feeds;
using OrleansTrading.Dashboard.Formatting;
using OrleansTrading.Dashboard.Instruments;
using OrleansTrading.Dashboard.Instruments.Chart;
using OrleansTrading.Dashboard.Instruments.Gaps;
using OrleansTrading.Dashboard.Instruments.Grid;
using OrleansTrading.Dashboard.Jobs;
using OrleansTrading.Dashboard.Instruments.Marks;
using OrleansTrading.Dashboard.Overview;
using OrleansTrading.Dashboard.Scan;
using OrleansTrading.Dashboard.Shell;
using OrleansTrading.Dashboard.Trading;
using Radzen;

namespace OrleansTrading.Dashboard;

/// <summary>Puts the pages into a host that has Orleans.</summary>
public static class DashboardExtensions
{
    /// <summary>Adds what the pages need. The host brings <c>IGrainFactory</c>. Settings: section <see cref="DashboardOptions.Section"/>.</summary>
    public static IServiceCollection AddDashboard(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DashboardOptions>()
            .Bind(configuration.GetSection(DashboardOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IMarketReader, GrainMarketReader>();
        services.AddSingleton<Prices>();
        services.AddSingleton<OverviewFeed>();
        services.TryAddSingleton<IDeskReader, GrainDeskReader>();
        services.AddSingleton<DeskFeed>();
        services.TryAddSingleton<IAlertsReader, GrainAlertsReader>();
        services.AddSingleton<AlertsFeed>();
        services.AddSingleton<InstrumentFeeds>();
        services.AddSingleton<OlderCandles>();
        services.AddSingleton<IndicatorCache>();
        services.TryAddSingleton<IMarkReader, GrainMarkReader>();
        services.TryAddSingleton<IGapReader, GrainGapReader>();
        services.TryAddSingleton<IGridReader, GrainGridReader>();
        services.AddSingleton<GridFeed>();
        services.AddAccountPages();
        services.TryAddSingleton<IScanReader, GrainScanReader>();
        services.AddSingleton<ScanFeeds>();
        services.TryAddSingleton<IJobsReader, GrainJobsReader>();
        services.AddSingleton<JobsFeed>();
        services.AddSingleton<JobFeeds>();
        services.TryAddSingleton<IClusterReader, GrainClusterReader>();
        services.AddSingleton<ClusterFeed>();
        services.TryAddSingleton(new EnginePages(null));
        services.TryAddSingleton(new MarketOrigin(IsSimulated: false));
        services.AddScoped<Notices>();
        services.AddScoped<PageReads>();
        services.AddScoped<PageAddress>();
        services.AddScoped<IOperator, PageOperator>();
        services.AddAuthorizationCore();
        services.AddCascadingAuthenticationState();
        services.AddLocalization();
        services.AddRadzenComponents();
        services.AddRazorComponents().AddInteractiveServerComponents();
        return services;
    }

    /// <summary>Maps the pages at <c>/</c> and their files. To be called after authentication, when the host has that.</summary>
    public static WebApplication MapDashboard(this WebApplication app)
    {
        // Outside of development the files of libraries are found only once the application is published, unless told so here.
        StaticWebAssetsLoader.UseStaticWebAssets(app.Environment, app.Configuration);
        app.UseLanguages();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(mode => mode.ContentSecurityFrameAncestorsPolicy = "'none'");
        // Reading only: an address that is there but does not take a request's method is answered 405 by the router.
        app.MapFallback(NotFound).ExcludeFromDescription().WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]));
        return app;
    }

    /// <summary>A page for people who mistyped an address; a problem for programs that did.</summary>
    private static IResult NotFound(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api") || !context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? Results.Problem($"There is nothing at {context.Request.Path}.", statusCode: StatusCodes.Status404NotFound)
            : new RazorComponentResult<App>(new { IsNotFound = true }) { StatusCode = StatusCodes.Status404NotFound };
}
