using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using OrleansTrading.Contracts.Scanning;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.Grains.Scanning;

namespace OrleansTrading.Grains.Pipeline;

/// <summary>
/// Raises signals at the newest closed candles. The live market is scanned as a whole, with all factors; what is not live is read by
/// its candles alone. A signal that exists is not raised again.
/// </summary>
internal sealed class GenerateSignalsJob(PipelineStep step, ClosedReader reader, SignalDesk desk, IOptions<SignalOptions> options)
    : IJob<PipelineParameters>
{
    public const string Name = "generate-signals";

    public static JobDefinition Definition { get; } = PipelineJobs.Define(
        Name, "Scores every instrument at its newest closed candle and raises what is over the threshold as signals.", "0 25 * * * *",
        CalculateMarketRegimeJob.Name);

    public async Task RunAsync(JobContext context, PipelineParameters parameters, CancellationToken cancellationToken)
    {
        var round = await desk.RunAsync([.. parameters.ParseIntervals()], cancellationToken);
        var readings = await step.ForEachAsync(context, parameters, reader.ReadAsync, cancellationToken);
        var weights = options.Value.Weights.ToWeights();
        ImmutableArray<ScanResult> others =
        [
            .. from reading in readings
               where reading.Basis is not null
               select new ScanResult(
                   reading.Series.Instrument,
                   MarketReading.Of(reading.Series.Interval, reading.Basis!.Value, isOpen: false, default, weights)),
        ];
        var raised = round.Raised.Length + (await desk.RaiseAsync(others, cancellationToken)).Length;
        var instruments = readings.Select(reading => reading.Series.Instrument).Distinct().Count();
        context.SetOutput($"{PipelineStep.Size(instruments, parameters)}, {PipelineStep.Counted(readings.Count, "reading")}, {PipelineStep.Counted(raised, "new signal")}");
    }
}
