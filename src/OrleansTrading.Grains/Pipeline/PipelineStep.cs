using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using OrleansTrading.Contracts.Watchlists;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.Grains.MarketData;

namespace OrleansTrading.Grains.Pipeline;

/// <summary>
/// What the steps have in common: which series there are, and the same work for each of them, some at once. A series that fails is
/// counted, and the others go on; only when none went well, or too many failed, the step has failed.
/// </summary>
internal sealed partial class PipelineStep(
    IGrainFactory grains, IMarketDataHub hub, IOptions<PipelineOptions> options, ILogger<PipelineStep> logger)
{
    /// <summary>Every instrument that is live, and every one that a venue's own settings name.</summary>
    public async Task<ImmutableArray<InstrumentId>> GetInstrumentsAsync()
    {
        var live = await grains.GetLiveInstrumentsAsync();
        return [.. live.Concat(hub.Venues.SelectMany(venue => venue.Followed)).Distinct()];
    }

    /// <summary>Does the work for each series; answers what it gave, in the order of the series.</summary>
    /// <exception cref="InvalidOperationException">There is no series, none went well, or too many failed.</exception>
    public async Task<IReadOnlyList<T>> ForEachAsync<T>(
        JobContext context, PipelineParameters parameters, Func<PipelineSeries, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
        where T : class
    {
        var instruments = await GetInstrumentsAsync();
        var intervals = parameters.ParseIntervals();
        PipelineSeries[] series = [.. instruments.SelectMany(instrument => intervals.Select(interval => new PipelineSeries(instrument, interval)))];
        if (series.Length == 0)
            throw new InvalidOperationException("No instrument is live, and no venue's settings name any: there is nothing to work on.");
        context.Log($"{Size(instruments.Length, parameters)}.");
        var done = 0;
        var results = new T?[series.Length];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Value.Concurrency, CancellationToken = cancellationToken };
        context.Report(0, series.Length);
        await Parallel.ForAsync(0, series.Length, parallel, async (i, token) =>
        {
            results[i] = await TryAsync(context, series[i], work, token);
            context.Report(Interlocked.Increment(ref done), series.Length, $"{series[i]}");
        });
        T[] good = [.. results.OfType<T>()];
        Judge(good.Length, series.Length);
        return good;
    }

    /// <summary>What was dealt with, for people: <c>20 instruments x 1 interval</c>.</summary>
    public static string Size(int instruments, PipelineParameters parameters) =>
        $"{Counted(instruments, "instrument")} x {Counted(parameters.ParseIntervals().Count, "interval")}";

    public static string Counted(int count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {thing}s";

    /// <summary>The result; null when the series failed. What has come of one series must not keep the others from theirs.</summary>
    private async Task<T?> TryAsync<T>(
        JobContext context, PipelineSeries series, Func<PipelineSeries, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            var result = await work(series, cancellationToken);
            context.Succeeded();
            return result;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var kind = exception is SeriesException known ? known.Kind : exception.GetType().Name.Replace("Exception", "", StringComparison.Ordinal);
            context.Failed($"{series}", kind, exception.Message);
            LogSeriesFailed(logger, series.Instrument, series.Interval, exception);
            return null;
        }
    }

    private void Judge(int good, int all)
    {
        if (good == 0 || (all - good) * 100L > (long)options.Value.MaximumFailedPercent * all)
            throw new InvalidOperationException($"{all - good} of {all} series failed; at most {options.Value.MaximumFailedPercent} % may, and not all.");
    }

    [LoggerMessage(4501, LogLevel.Debug, "{Instrument} {Interval} could not be dealt with")]
    private static partial void LogSeriesFailed(ILogger logger, InstrumentId instrument, KlineInterval interval, Exception exception);
}
