using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Grains.Jobs;

namespace OrleansTrading.Grains.Scanning;

internal static class ScanningServiceCollectionExtensions
{
    /// <summary>The scan, its job, and the desk that makes signals, which needs a store of signals and an event bus when it is used.</summary>
    public static IServiceCollection AddScanning(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SignalOptions>().Bind(configuration.GetSection(SignalOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ScanOptions>().Bind(configuration.GetSection(ScanOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ScanMetrics>();
        services.AddSingleton<ScanUniverse>();
        services.AddSingleton<RestScan>();
        services.AddSingleton<SignalDesk>();
        services.AddJob<ScanMarketJob, ScanMarketParameters>();
        return services;
    }
}
