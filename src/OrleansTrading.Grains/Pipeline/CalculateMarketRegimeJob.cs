using OrleansTrading.Domain.Indicators;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Grains.Pipeline;

/// <summary>Stores the regime of every series at its newest closed candle.</summary>
internal sealed class CalculateMarketRegimeJob(Calculation calculation) : IJob<PipelineParameters>
{
    public const string Name = "calculate-market-regime";

    public static JobDefinition Definition { get; } = PipelineJobs.Define(
        Name, "Stores the regime of every instrument at its newest closed candle: trending up or down, ranging or volatile.", "0 20 * * * *",
        CalculateEmaChannelJob.Name);

    public Task RunAsync(JobContext context, PipelineParameters parameters, CancellationToken cancellationToken) =>
        calculation.RunAsync(context, parameters, Find, cancellationToken);

    private static StoredReading Find(ClosedReading reading) => reading.Regime != MarketRegime.Unknown
        ? ReadingKinds.RegimeOf(reading)
        : throw new SeriesException("TooFewCandles", $"The regime needs {IndicatorWarmUp.Adx14} closed candles without a gap.");
}
