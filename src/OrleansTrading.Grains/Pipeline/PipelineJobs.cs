using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Grains.Jobs;

namespace OrleansTrading.Grains.Pipeline;

/// <summary>The hourly steps from candles to signals, each a job that needs the one before it, and all of them as one pipeline.</summary>
internal static class PipelineJobs
{
    public const string UpdateAll = "update-all";

    // Steps begin five minutes apart; one that is not over by then would be read half done.
    private static readonly TimeSpan StepLimit = TimeSpan.FromMinutes(4.5);
    private static readonly TimeSpan SlowStep = TimeSpan.FromMinutes(2);

    /// <summary>They need the market grains, the jobs, and stores of readings and signals.</summary>
    public static IServiceCollection AddUpdatePipeline(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PipelineOptions>().Bind(configuration.GetSection(PipelineOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PipelineStep>();
        services.AddSingleton<ClosedReader>();
        services.AddSingleton<Calculation>();
        services.AddJob<FetchOhlcJob, PipelineParameters>();
        services.AddJob<CalculateIndicatorsJob, PipelineParameters>();
        services.AddJob<CalculateEmaChannelJob, PipelineParameters>();
        services.AddJob<CalculateMarketRegimeJob, PipelineParameters>();
        services.AddJob<GenerateSignalsJob, PipelineParameters>();
        services.AddPipeline(
            UpdateAll, "Runs the hourly steps now, one after the other: candles, indicators, EMA channel, regime, signals.", schedule: "",
            FetchOhlcJob.Name, CalculateIndicatorsJob.Name, CalculateEmaChannelJob.Name, CalculateMarketRegimeJob.Name, GenerateSignalsJob.Name);
        return services;
    }

    public static JobDefinition Define(string name, string description, string schedule, params string[] needs) => new()
    {
        Name = name,
        Description = description,
        Schedule = schedule,
        TimeLimit = StepLimit,
        SlowAfter = SlowStep,
        Needs = [.. needs],
    };
}
