using System.Globalization;
using Microsoft.Extensions.Options;
using Orleans;
using OrleansTrading.Contracts.Gaps;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Contracts.Watchlists;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.Grains.MarketData;
using OrleansTrading.Storage;

namespace OrleansTrading.Grains.Gaps;

/// <summary>Has every instrument that is live or stored check its candles against the grid of their interval and repair what is missing.</summary>
internal sealed class FindGapsJob(IGrainFactory grains, IMarketStore store, IMarketDataHub hub, IOptions<GapOptions> gapOptions) : IJob<FindGapsParameters>
{
    private readonly GapOptions _options = gapOptions.Value;

    public static JobDefinition Definition { get; } = new()
    {
        Name = "find-gaps",
        Description = "Checks the candles in memory and in the store for gaps and repairs them from the venue.",
        Schedule = "0 40 * * * *",
        Retries = 1,
        RetryDelay = TimeSpan.FromSeconds(30),
    };

    public async Task RunAsync(JobContext context, FindGapsParameters parameters, CancellationToken cancellationToken)
    {
        var instruments = await ChooseAsync(parameters.Instrument, cancellationToken);
        var lookBack = parameters.Days > 0 ? TimeSpan.FromDays(parameters.Days) : _options.LookBack;
        var totals = new Totals();
        context.Log($"Checking {instruments.Length} instruments over the last {DurationText.Format(lookBack)}.");
        var bound = new ParallelOptions { MaxDegreeOfParallelism = _options.Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(instruments, bound, async (instrument, _) =>
        {
            await CheckAsync(instrument, lookBack, totals, context);
            context.Report(totals.Finished(), instruments.Length);
        });
        context.SetOutput(totals.ToString());
    }

    private async Task<InstrumentId[]> ChooseAsync(string wanted, CancellationToken cancellationToken)
    {
        var stored = (await store.ListSeriesAsync(cancellationToken)).Select(series => series.Instrument);
        var known = hub.Venues.Select(venue => venue.Venue).ToHashSet();
        var all = (await grains.GetLiveInstrumentsAsync()).Concat(stored).Distinct().Where(id => known.Contains(id.Venue));
        if (wanted.Length == 0)
            return [.. all];
        return InstrumentId.TryParse(wanted, out var one) && all.Contains(one)
            ? [one]
            : throw new JobFailedException($"'{wanted}' is neither live nor stored; expected {InstrumentId.Expected}.");
    }

    private async Task CheckAsync(InstrumentId instrument, TimeSpan lookBack, Totals totals, JobContext context)
    {
        try
        {
            var memory = grains.GetGrain<IAbsentCandlesGrain>(instrument.ToString());
            var query = new GapQuery(lookBack, totals.Room(_options.MaxCandles), _options.LongestBudgetWait, await memory.GetAsync());
            var report = await grains.GetGrain<ISymbolGrain>(instrument.ToString()).RepairGapsAsync(query);
            totals.Add(report);
            if (report.Gaps > 0)
                context.Log(string.Create(CultureInfo.InvariantCulture, $"{instrument}: {report.Gaps} gaps, {report.Repaired} candles repaired."));
            if (!report.Absent.IsEmpty)
                await memory.AddAsync(report.Absent);
            if (report.Kind is { } kind)
                context.Failed(instrument.ToString(), kind, report.Message ?? kind);
            else
                context.Succeeded();
        }
        catch (Exception exception)
        {
            // Whatever it is, it is that instrument's: the rest are checked.
            context.Failed(instrument.ToString(), exception is IOException or InvalidDataException ? "Store" : "NoAnswer", exception.Message);
        }
    }

    /// <summary>Sums up the reports. Instruments under way at once may together ask for a little more than the run's bound.</summary>
    private sealed class Totals
    {
        private int _finished, _series, _gaps, _repaired, _asked, _absent;
        private long _left;

        public int Finished() => Interlocked.Increment(ref _finished);

        public int Room(int bound) => Math.Max(0, bound - Volatile.Read(ref _asked));

        public void Add(GapReport report)
        {
            Interlocked.Add(ref _series, report.Series);
            Interlocked.Add(ref _gaps, report.Gaps);
            Interlocked.Add(ref _repaired, report.Repaired);
            Interlocked.Add(ref _asked, report.Asked);
            Interlocked.Add(ref _left, report.Left);
            Interlocked.Add(ref _absent, report.Absent.Length);
        }

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{_series} series checked, {_gaps} gaps, {_repaired} candles repaired{(_absent > 0 ? $", {_absent} gaps the venue has itself" : "")}{(_left > 0 ? $", {_left} candles left for the next run" : "")}");
    }
}
