using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansTrading.Dashboard.Feeds;
using OrleansTrading.Dashboard.Instruments;
using OrleansTrading.Dashboard.Overview;
using OrleansTrading.Dashboard.Shell;
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
        services.AddSingleton<OverviewFeed>();
        services.AddSingleton<InstrumentFeeds>();
        services.AddRadzenComponents();
        services.AddRazorComponents().AddInteractiveServerComponents();
        return services;
    }

    /// <summary>Maps the pages at <c>/</c> and their files. To be called after authentication, when the host has that.</summary>
    public static WebApplication MapDashboard(this WebApplication app)
    {
        // Outside of development the files of libraries are found only once the application is published, unless told so here.
        StaticWebAssetsLoader.UseStaticWebAssets(app.Environment, app.Configuration);
        app.UseWhen(IsPageRequest, pages => pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }

    /// <summary>Whether a person asks for a page, rather than a program for data or a page for its files.</summary>
    private static bool IsPageRequest(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
        && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        && !context.Request.Path.StartsWithSegments("/api")
        && !context.Request.Path.StartsWithSegments("/_blazor")
        && !context.Request.Path.StartsWithSegments("/_content");
}
