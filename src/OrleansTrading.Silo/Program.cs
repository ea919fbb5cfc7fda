using OrleansTrading.Dashboard;
using OrleansTrading.Grains;
using OrleansTrading.Grains.Accounts;
using OrleansTrading.Grains.Alerting;
using OrleansTrading.Grains.Arbitrage;
using OrleansTrading.Grains.Balance;
using OrleansTrading.Grains.Capture;
using OrleansTrading.Grains.Events;
using OrleansTrading.Grains.Cluster;
using OrleansTrading.Grains.Executor;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.Grains.Portfolio;
using OrleansTrading.Grains.Retention;
using OrleansTrading.Silo.Access;
using OrleansTrading.Silo.Api;
using OrleansTrading.Silo.Engine;
using OrleansTrading.Silo.Health;
using OrleansTrading.Silo.Hosting;
using OrleansTrading.Silo.Market;
using OrleansTrading.Silo.Metrics;

namespace OrleansTrading.Silo;

/// <summary>What the service is made of. <see cref="SiloHost"/> starts and stops it.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => SiloProcess.RunAsync(args);

    internal static void AddServices(WebApplicationBuilder builder)
    {
        builder.AddHostDefaults();
        builder.AddTelemetry();
        builder.AddSimulatedMarket();
        builder.AddStores();
        builder.AddVenues();
        builder.AddEngine();
        builder.Services.AddEventBus();
        builder.Services.AddMarketGrains(builder.Configuration);
        builder.Services.AddMarketUpkeep(builder.Configuration);
        builder.Services.AddAccounts(builder.Configuration);
        builder.Services.AddCapture(builder.Configuration);
        builder.Services.AddJobs(builder.Configuration).AddRetention();
        builder.Services.AddClusterReports().AddSymbolBalance(builder.Configuration);
        builder.Services.AddArbitrage(builder.Configuration);
        builder.Services.AddExecutor(builder.Configuration);
        builder.Services.AddPortfolio();
        builder.Services.AddAlerting(builder.Configuration);
        builder.Services.AddApi();
        builder.Services.AddHealth().AddSiloMetrics();
        builder.Services.AddDashboard(builder.Configuration);
        builder.AddAccess();
    }

    internal static void MapEndpoints(WebApplication app)
    {
        app.UseApiProblems();
        app.UseAccess();
        app.MapApi();
        app.MapHealth();
        app.MapSiloMetrics();
        app.MapEngine();
        app.MapDashboard();
    }
}
