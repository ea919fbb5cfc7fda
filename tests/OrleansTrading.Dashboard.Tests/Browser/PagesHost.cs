using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using OrleansTrading.Contracts.Access;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Dashboard.Alerts;
using OrleansTrading.Dashboard.Cluster;
using OrleansTrading.Dashboard.Desk;
using OrleansTrading.Dashboard.Feeds;
using OrleansTrading.Dashboard.Instruments.Gaps;
using OrleansTrading.Dashboard.Instruments.Grid;
using OrleansTrading.Dashboard.Instruments.Marks;
using OrleansTrading.Dashboard.Jobs;
using OrleansTrading.Dashboard.Tests.Trading;
using OrleansTrading.Dashboard.Trading;
using OrleansTrading.Domain.Access;

namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>The pages in a host of their own, on a free loopback port, over a made-up market.</summary>
internal sealed class PagesHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PagesHost(WebApplication app, FakeMarket market, FakeDesk desk, FakeActions actions) => (_app, Market, Desk, Actions) = (app, market, desk, actions);

    public FakeMarket Market { get; }

    public FakeDesk Desk { get; }

    public required FakeJobs Jobs { get; init; }

    public required FakeCluster Cluster { get; init; }

    /// <summary>What was done on the pages.</summary>
    public FakeActions Actions { get; }

    /// <summary>Who is before every page that is opened from now on.</summary>
    public Person Person { get; set; } = new("tester", Roles.ScopesOf(Role.Admin), "127.0.0.1");

    public string Address { get; private set; } = "";

    public static async Task<PagesHost> StartAsync(Action<FakeMarket>? shape = null, int port = 0, Action<IServiceCollection>? addServices = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(PagesHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var market = new FakeMarket(TimeProvider.System);
        shape?.Invoke(market);
        builder.Services.AddSingleton<IMarketReader>(market);
        var desk = new FakeDesk(TimeProvider.System);
        builder.Services.AddSingleton<IDeskReader>(desk);
        builder.Services.AddSingleton<IAlertsReader>(desk);
        var actions = new FakeActions();
        builder.Services.AddSingleton<IAuditedActions>(actions);
        var (jobs, cluster) = (new FakeJobs(TimeProvider.System), new FakeCluster(TimeProvider.System));
        builder.Services.AddSingleton<IJobsReader>(jobs);
        builder.Services.AddSingleton<IClusterReader>(cluster);
        addServices?.Invoke(builder.Services);
        var trading = new FakeTrading();
        builder.Services.TryAddSingleton<ITradingReader>(trading);
        builder.Services.TryAddSingleton<ITradingDesk>(trading);
        builder.Services.TryAddSingleton<IInstrumentRules>(new FakeRules());
        builder.Services.TryAddSingleton<IMarkReader>(new FakeMarks(market, TimeProvider.System));
        builder.Services.TryAddSingleton<IGapReader>(new FakeGaps());
        builder.Services.TryAddSingleton<IGridReader>(new FakeGrid(market));
        builder.Services.AddDashboard(builder.Configuration);
        var host = new PagesHost(builder.Build(), market, desk, actions) { Jobs = jobs, Cluster = cluster };
        host._app.Use((context, next) =>
        {
            context.User = new ClaimsPrincipal(host.Person.ToIdentity("test"));
            return next(context);
        });
        host._app.MapDashboard();
        await host._app.StartAsync();
        host.Address = host._app.Urls.First();
        return host;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
