using OrleansTrading.Grains.Jobs;

namespace OrleansTrading.Grains.Pipeline;

/// <summary>Stores every indicator of every series at its newest closed candle.</summary>
internal sealed class CalculateIndicatorsJob(Calculation calculation) : IJob<PipelineParameters>
{
    public const string Name = "calculate-indicators";

    public static JobDefinition Definition { get; } = PipelineJobs.Define(
        Name, "Stores every indicator of every instrument at its newest closed candle.", "0 10 * * * *", FetchOhlcJob.Name);

    public Task RunAsync(JobContext context, PipelineParameters parameters, CancellationToken cancellationToken) =>
        calculation.RunAsync(context, parameters, ReadingKinds.IndicatorsOf, cancellationToken);
}
