using OrleansTrading.Grains.Jobs;

namespace OrleansTrading.Grains.Pipeline;

/// <summary>Brings the candles of every series up to its newest closed one: from memory, else the store, else the venue, and kept.</summary>
internal sealed class FetchOhlcJob(PipelineStep step, ClosedReader reader) : IJob<PipelineParameters>
{
    public const string Name = "fetch-ohlc";

    public static JobDefinition Definition { get; } = PipelineJobs.Define(
        Name, "Brings the candles of every live and every configured instrument up to the newest closed one.", "0 5 * * * *");

    public async Task RunAsync(JobContext context, PipelineParameters parameters, CancellationToken cancellationToken)
    {
        var brought = await step.ForEachAsync(
            context, parameters, async (series, token) => new BroughtCandles(series, (await reader.GetClosedAsync(series, token)).Length), cancellationToken);
        var instruments = brought.Select(one => one.Series.Instrument).Distinct().Count();
        context.SetOutput($"{PipelineStep.Size(instruments, parameters)}, {PipelineStep.Counted(brought.Sum(one => one.Closed), "closed candle")}");
    }
}
