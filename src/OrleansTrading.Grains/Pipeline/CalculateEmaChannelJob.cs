using OrleansTrading.Domain.Indicators;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Grains.Pipeline;

/// <summary>Stores the EMA channel of every series at its newest closed candle, and where the close lies in it.</summary>
internal sealed class CalculateEmaChannelJob(Calculation calculation) : IJob<PipelineParameters>
{
    public const string Name = "calculate-ema-channel";

    public static JobDefinition Definition { get; } = PipelineJobs.Define(
        Name, "Stores the channel of the EMAs of highs and lows over 33 candles, and where the close lies in it.", "0 15 * * * *",
        CalculateIndicatorsJob.Name);

    public Task RunAsync(JobContext context, PipelineParameters parameters, CancellationToken cancellationToken) =>
        calculation.RunAsync(context, parameters, Find, cancellationToken);

    private static StoredReading Find(ClosedReading reading) => double.IsFinite(reading.Values.EmaChannelHigh)
        ? ReadingKinds.EmaChannelOf(reading)
        : throw new SeriesException("TooFewCandles", $"The channel needs {IndicatorWarmUp.EmaChannelHigh} closed candles without a gap.");
}
