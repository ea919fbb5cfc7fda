using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Grains.Jobs;

namespace OrleansTrading.Grains.Outcomes;

internal static class OutcomesServiceCollectionExtensions
{
    /// <summary>What came of signals: the job that decides it. It needs the stores of candles and of signals when it runs.</summary>
    public static IServiceCollection AddOutcomes(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OutcomeOptions>().Bind(configuration.GetSection(OutcomeOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<VenueTimes>();
        services.AddSingleton<OutcomeDesk>();
        services.AddSingleton<SignalHistoryReader>();
        services.AddJob<SettleSignalsJob>();
        return services;
    }
}
