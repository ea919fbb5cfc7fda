using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansTrading.Exchanges.Streams;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.Grains.Retention;

namespace OrleansTrading.Grains.Capture;

public static class CaptureServiceCollectionExtensions
{
    /// <summary>
    /// Records the live symbols' market, unless <see cref="CaptureOptions.Enabled"/> says otherwise. To be added beside
    /// <see cref="GrainsServiceCollectionExtensions.AddMarketGrains"/> and <c>AddJobs</c>.
    /// </summary>
    public static IServiceCollection AddCapture(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CaptureOptions>().Bind(configuration.GetSection(CaptureOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<CaptureMetrics>();
        services.AddSingleton(provider => new CaptureDirectory(provider.GetRequiredService<IOptions<CaptureOptions>>().Value.Directory));
        services.AddSingleton<ParquetCaptureWriter>();
        services.TryAddSingleton<ICaptureWriter>(provider => provider.GetRequiredService<ParquetCaptureWriter>());
        services.AddSingleton(provider => new CaptureDesk(
            provider.GetRequiredService<IOptions<CaptureOptions>>().Value,
            provider.GetRequiredService<IOptions<StreamWatchOptions>>().Value,
            provider.GetRequiredService<ICaptureWriter>(),
            provider.GetRequiredService<CaptureMetrics>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<CaptureDesk>>()));
        services.AddSingleton<MarketCapture>();
        services.Replace(ServiceDescriptor.Singleton<IMarketCapture>(provider => provider.GetRequiredService<MarketCapture>()));
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<MarketCapture>());
        services.AddSingleton<ICaptureStatus, CaptureStatusReader>();
        services.AddSingleton<CapturePruning>();
        services.AddSingleton<IPruned>(provider => provider.GetRequiredService<CapturePruning>());
        services.AddSingleton<CaptureCompaction>();
        services.AddHostedService<CaptureUpkeep>();
        services.AddJob<CompactCapturesJob>();
        return services;
    }
}
