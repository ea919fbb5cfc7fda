using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansTrading.Dashboard.Feeds;

namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>The pages in a host of their own, on a free loopback port, over a made-up market.</summary>
internal sealed class PagesHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PagesHost(WebApplication app, FakeMarket market) => (_app, Market) = (app, market);

    public FakeMarket Market { get; }

    public string Address { get; private set; } = "";

    public static async Task<PagesHost> StartAsync(Action<FakeMarket>? shape = null, int port = 0)
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
        builder.Services.AddDashboard(builder.Configuration);
        var host = new PagesHost(builder.Build(), market);
        host._app.MapDashboard();
        await host._app.StartAsync();
        host.Address = host._app.Urls.First();
        return host;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
