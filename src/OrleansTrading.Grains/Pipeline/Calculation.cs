using OrleansTrading.Grains.Jobs;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Grains.Pipeline;

/// <summary>Reads every series at its newest closed candle and stores what a step finds in it. Storing it twice is storing it once.</summary>
internal sealed class Calculation(PipelineStep step, ClosedReader reader, IReadingStore store)
{
    /// <param name="context">The step's run.</param>
    /// <param name="parameters">The step's parameters.</param>
    /// <param name="find">Finds the reading; throws <see cref="SeriesException"/> where there is none.</param>
    /// <param name="cancellationToken">Ends the step.</param>
    public async Task RunAsync(
        JobContext context, PipelineParameters parameters, Func<ClosedReading, StoredReading> find, CancellationToken cancellationToken)
    {
        var readings = await step.ForEachAsync(context, parameters, async (series, token) => find(await reader.ReadAsync(series, token)), cancellationToken);
        await store.SaveAsync(readings, cancellationToken);
        var instruments = readings.Select(reading => reading.Instrument).Distinct().Count();
        context.SetOutput($"{PipelineStep.Size(instruments, parameters)}, {PipelineStep.Counted(readings.Count, "reading")}");
    }
}
