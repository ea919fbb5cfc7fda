using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Concurrency;
using OrleansTrading.Contracts.Scanning;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Grains.MarketData;

namespace OrleansTrading.Grains.Scanning;

/// <summary>
/// Asks every live symbol at once and ranks the answers. All are asked before any is awaited, so that they share one time limit,
/// and what has not come by then is left out. Reentrant: a scan by REST, which may take long, keeps no other waiting.
/// </summary>
[StatelessWorker, Reentrant]
internal sealed partial class ScannerGrain(
    ScanUniverse universe,
    RestScan restScan,
    IOptions<ScanOptions> scanOptions,
    IOptions<SignalOptions> signalOptions,
    IOptions<MarketOptions> marketOptions,
    ScanMetrics metrics,
    TimeProvider time,
    ILogger<ScannerGrain> logger) : Grain, IScannerGrain
{
    private readonly ScanOptions _options = scanOptions.Value;
    private readonly InstrumentId? _benchmark = signalOptions.Value.ParseBenchmark();
    private readonly Dictionary<InstrumentId, ISymbolGrain> _grains = [];

    public async Task<ScanReport> ScanAsync(ScanRequest request)
    {
        var started = time.GetTimestamp();
        using var requests = RestCallCount.Begin();
        var instruments = await universe.GetInstrumentsAsync(request.Watchlist);
        var query = new ScanQuery(IntervalsOf(request), [], request.IncludeOpen, WithReturns: false);
        var answers = request.Source == ScanSource.Rest
            ? await restScan.ReadAsync(instruments, _benchmark, query)
            : await ReadCacheAsync(instruments, query with { Benchmark = await BenchmarkReturnsAsync(request, instruments, query) });
        var ranking = new ScanRanking(request, instruments.Length * query.Intervals.Length);
        foreach (var answer in answers)
            ranking.Add(answer);
        var report = ranking.ToReport(time.GetElapsedTime(started), requests.Calls);
        metrics.Scanned(request.Source, report);
        return report;
    }

    private ImmutableArray<KlineInterval> IntervalsOf(ScanRequest request)
    {
        if (!request.Intervals.IsDefaultOrEmpty)
            return request.Intervals;
        var configured = _options.ParseIntervals();
        return [.. configured.Count > 0 ? configured : marketOptions.Value.ParseIntervals()];
    }

    private async Task<SymbolScan[]> ReadCacheAsync(ImmutableArray<InstrumentId> instruments, ScanQuery query)
    {
        var questions = new Task<SymbolScan>[instruments.Length];
        for (var i = 0; i < questions.Length; i++)
            questions[i] = Ask(instruments[i], query);
        await WaitAsync(Task.WhenAll(questions));
        var answers = new SymbolScan[questions.Length];
        for (var i = 0; i < questions.Length; i++)
            answers[i] = AnswerOf(instruments[i], questions[i]);
        return answers;
    }

    /// <summary>The benchmark's returns; none while it is not live or does not answer.</summary>
    private async Task<ImmutableArray<CandleReturn>> BenchmarkReturnsAsync(
        ScanRequest request, ImmutableArray<InstrumentId> instruments, ScanQuery query)
    {
        if (_benchmark is not { } benchmark)
            return [];
        // It need not be on the list that is scanned; but one that is not live at all is not brought to life for this.
        if (!instruments.Contains(benchmark) && (request.Watchlist is null || !(await universe.GetInstrumentsAsync(watchlist: null)).Contains(benchmark)))
            return [];
        var question = Ask(benchmark, query with { WithReturns = true });
        await WaitAsync(question);
        return AnswerOf(benchmark, question).Returns;
    }

    private Task<SymbolScan> Ask(InstrumentId instrument, ScanQuery query)
    {
        if (!_grains.TryGetValue(instrument, out var grain))
            _grains[instrument] = grain = GrainFactory.GetGrain<ISymbolGrain>(instrument.ToString());
        return grain.ScanAsync(instrument == _benchmark && !query.WithReturns ? query with { Benchmark = [] } : query);
    }

    /// <remarks>Neither lateness nor failure is thrown: the answers tell.</remarks>
    private async Task WaitAsync(Task questions) => await questions.WaitAsync(_options.SymbolTimeLimit, time)
        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    private SymbolScan AnswerOf(InstrumentId instrument, Task<SymbolScan> question)
    {
        if (question.IsCompletedSuccessfully)
            return question.Result;
        if (!question.IsCompleted)
            return Skipped(instrument, $"did not answer within {_options.SymbolTimeLimit.TotalSeconds:0.###} s");
        Exception exception = question.Exception is { } faults ? faults.InnerExceptions[0] : new OperationCanceledException();
        LogSymbolFailed(logger, instrument, exception);
        return Skipped(instrument, $"could not be read: {exception.Message}");
    }

    private static SymbolScan Skipped(InstrumentId instrument, string reason) => new(instrument, [], [new IntervalSkip(null, reason)], [], 0);
}
