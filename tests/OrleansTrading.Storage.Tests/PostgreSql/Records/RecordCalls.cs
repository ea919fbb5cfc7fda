using OrleansTrading.Domain.Access;
using OrleansTrading.Domain.Arbitrage;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Execution;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Domain.Portfolio;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Storage.Records;
using static OrleansTrading.Storage.Tests.Records.Made;

namespace OrleansTrading.Storage.Tests.PostgreSql.Records;

/// <summary>Random calls of stores. What is random in a call is drawn before it, so that it can be made of two stores.</summary>
internal sealed class RecordCalls(Random random, CancellationToken token)
{
    /// <summary>Names that the database compares, folds or cannot hold in ways of its own.</summary>
    private static readonly string[] Names = ["ana", "Ana", "a_b", "a%", "", "straße", "İ线", "x\0y", "half\uD83D", "😀", "𝐀b"];

    private static readonly InstrumentId[] Instruments = [Bitcoin, Ether, InstrumentId.Parse("okx:币安人生-USDT")];

    private static readonly KlineInterval[] Intervals = [KlineInterval.OneMinute, KlineInterval.OneHour, KlineInterval.OneDay];

    public Func<IJobRunStore, Task<object?>> OfRuns()
    {
        var (n, state, job, limit) = (random.Next(60), (JobRunState)random.Next(7), Pick(Names), random.Next(9));
        var id = $"r{n:00}";
        // The time is the id's for good; several runs have the same.
        var run = Run(id, n / 4 * 40, $"job{n % 3}", state, job) with { Attempt = random.Next(3) };
        var log = new JobRunLog(id, run.Job, run.QueuedAt, n, [new(n, JobLogLevel.Information, job)]);
        var filter = (Job: Maybe($"job{random.Next(4)}"), State: MaybeValue(state), Before: Maybe($"r{random.Next(64):00}"));
        var before = At(random.Next(700));
        return random.Next(100) switch
        {
            < 45 => async store => await Done(store.SaveAsync(run, token)),
            < 55 => async store => await Done(store.SaveLogAsync(log, token)),
            < 60 => async store => await store.FindAsync(id, token),
            < 65 => async store => await store.FindLogAsync(id, token),
            < 97 => async store => await store.ListAsync(filter.Job, filter.State, filter.Before, limit, token),
            _ => async store => await store.PruneAsync(before, token),
        };
    }

    public Func<ISignalStore, Task<object?>> OfSignals()
    {
        TradeSignal[] signals = [.. Enumerable.Range(0, random.Next(6)).Select(_ => RandomSignal())];
        var (limit, before) = (random.Next(9), At(random.Next(700)));
        var query = new SignalQuery
        {
            Instrument = MaybeValue(Pick(Instruments)), Interval = MaybeValue(Pick(Intervals)), Outcomes = [.. Enumerable.Range(0, random.Next(3)).Select(_ => (OutcomeKind)random.Next(5))],
            CreatedFrom = MaybeValue(At(random.Next(600))), CreatedBefore = MaybeValue(At(random.Next(1_500))), BeforeKey = Maybe(RandomSignal().Key),
        };
        return random.Next(100) switch
        {
            < 40 => async store => await store.AddAsync(signals, token),
            < 55 => async store => await Done(store.SaveOutcomesAsync(signals, token)),
            < 97 => async store => await store.ListAsync(query, limit, token),
            _ => async store => await store.PruneAsync(before, token),
        };
    }

    public Func<IReadingStore, Task<object?>> OfReadings()
    {
        StoredReading[] readings =
        [
            .. Enumerable.Range(0, random.Next(9)).Select(_ =>
                Reading(random.Next(40) * 30, Pick("indicators", "regime"), Pick(Instruments), Pick(Intervals), Pick(0.1 + 0.2, -0.0, double.MaxValue, random.NextDouble()), Maybe(Pick(Names)))),
        ];
        var (kind, instrument, interval, limit, before) = (Pick("indicators", "regime"), Pick(Instruments), Pick(Intervals), random.Next(9), At(random.Next(700)));
        return random.Next(100) switch
        {
            < 50 => async store => await Done(store.SaveAsync(readings, token)),
            < 97 => async store => await store.ListAsync(kind, instrument, interval, limit, token),
            _ => async store => await store.PruneAsync(before, token),
        };
    }

    public Func<IStreamHistoryStore, Task<object?>> OfStreams()
    {
        StreamTransition[] changes =
            [.. Enumerable.Range(0, random.Next(9)).Select(_ => Change(random.Next(40) * 30, RandomKind(), (StreamState)random.Next(4), Pick(Instruments), Maybe(Pick(Names))))];
        var (instrument, kind, limit, before) = (Pick(Instruments), MaybeValue(RandomKind()), random.Next(9), At(random.Next(700)));
        var (from, to) = (Pick(0, At(random.Next(1_200))), Pick(long.MaxValue, At(random.Next(1_200))));
        return random.Next(100) switch
        {
            < 50 => async store => await Done(store.AppendAsync(changes, token)),
            < 80 => async store => await store.ListAsync(instrument, kind, from, to, limit, token),
            < 97 => async store => await store.ListLastAsync(instrument, before, token),
            _ => async store => await store.PruneAsync(before, token),
        };
    }

    public Func<IArbitrageStore, Task<object?>> OfArbitrage()
    {
        ArbitrageOpportunity[] found = [.. Enumerable.Range(0, random.Next(6)).Select(_ => RandomOpportunity())];
        var (asset, opened, limit, before) = (Maybe(Pick("BTC", "ETH", "XRP")), MaybeValue(At(random.Next(1_200))), random.Next(9), At(random.Next(700)));
        return random.Next(100) switch
        {
            < 50 => async store => await Done(store.SaveAsync(found, token)),
            < 97 => async store => await store.ListAsync(asset, opened, limit, token),
            _ => async store => await store.PruneAsync(before, token),
        };
    }

    public Func<IExecutionStore, Task<object?>> OfExecutions()
    {
        ExecutionDecision[] decisions = [.. Enumerable.Range(0, random.Next(6)).Select(_ => RandomDecision())];
        var (instrument, outcome, signalled, limit, before) =
            (MaybeValue(Pick(Instruments)), MaybeValue((ExecutionOutcome)random.Next(3)), MaybeValue(At(random.Next(1_200))), random.Next(9), At(random.Next(700)));
        return random.Next(100) switch
        {
            < 50 => async store => await store.AddAsync(decisions, token),
            < 97 => async store => await store.ListAsync(instrument, outcome, signalled, limit, token),
            _ => async store => await store.PruneAsync(before, token),
        };
    }

    public Func<ICapitalStore, Task<object?>> OfCapital()
    {
        CapitalPoint[] points = [.. Enumerable.Range(0, random.Next(9)).Select(_ => RandomPoint())];
        var (account, limit, before) = (Pick("paper", "live"), random.Next(9), At(random.Next(700)));
        var (from, to) = (Pick(0, At(random.Next(1_200))), Pick(long.MaxValue, At(random.Next(1_200)) + random.Next(60_000)));
        return random.Next(100) switch
        {
            < 50 => async store => await Done(store.SaveAsync(points, token)),
            < 97 => async store => await store.ListAsync(account, from, to, limit, token),
            _ => async store => await store.PruneAsync(before, token),
        };
    }

    public Func<IAuditStore, Task<object?>> OfAudit()
    {
        var entry = RandomEntry();
        var query = new AuditQuery(
            MaybeValue(At(random.Next(600))), MaybeValue(At(random.Next(1_500))), Maybe(Pick(Names)), Maybe(Pick("", "job", "job.", "acc")), Maybe(Pick("", "A", "ß", "İ", "线", "%", "_", "x")),
            MaybeValue((AuditOutcome)random.Next(1, 5)), Maybe(RandomEntry().Key), random.Next(9));
        var before = At(random.Next(700));
        return random.Next(100) switch
        {
            < 50 => async store => await Done(store.AddAsync(entry, token)),
            < 98 => async store => await store.ListAsync(query, token),
            _ => async store => await store.PruneAsync(before, token),
        };
    }

    private TradeSignal RandomSignal()
    {
        var candle = random.Next(30) * 24;
        var signal = Signal(candle, candle + 24 + (random.Next(3) * 400), Pick(Instruments), Pick(Intervals), random.Next(-100, 100));
        return signal with
        {
            Outcome = MaybeValue((OutcomeKind)random.Next(5)) is { } kind ? new SignalOutcome(kind, 110, 24, 3, At(candle), random.NextDouble(), -0.0, 1e-300, null, null, true) : null,
        };
    }

    private ArbitrageOpportunity RandomOpportunity() => new(
        Pick("BTC", "ETH"), At(random.Next(30) * 40),
        new ArbitrageSpread(Pick(Instruments), Pick(Instruments), 1, 2, 3, 4, random.NextDouble(), 6, 7, null, TimeSpan.FromTicks(random.Next()), TimeSpan.Zero, SameQuote: true),
        random.NextDouble(), At(random.Next(9)), random.Next(), MaybeValue(At(random.Next(99))), MaybeValue((ArbitrageEnd)random.Next(2)));

    private ExecutionDecision RandomDecision()
    {
        var n = random.Next(60);
        return new($"s{n:00}", Pick(Instruments), SignalDirection.Long, random.Next(100), At(n / 4 * 40), "paper", At(random.Next(99)), (ExecutionOutcome)random.Next(3),
            Maybe(Pick(Names)), Maybe(Pick(Names)), MaybeValue(decimal.MaxValue), MaybeValue(0.1000000000000000000000000010m), Maybe("o"));
    }

    private CapitalPoint RandomPoint() => new(
        Pick("paper", "live"), At(random.Next(30) * 40) + random.Next(120_000), "USDT", (decimal)random.NextDouble(), -1.10m, decimal.MaxValue / 2, 0, 1, 2, 3, 4, -5, random.Next(2) == 0);

    private AuditEntry RandomEntry() => new(
        $"e{random.Next(40):00}", At(random.Next(30) * 40), Pick(Names), "page", "::1", Pick("job.run", "Job.run", "account.kill"), Pick(Names), (AuditOutcome)random.Next(1, 5),
        Maybe(Pick(Names)), Maybe("\u0000{\"a\": [1]}"));

    private StreamKind RandomKind() => (StreamKind)random.Next(6);

    private T Pick<T>(params T[] values) => values[random.Next(values.Length)];

    private string? Maybe(string value) => random.Next(2) == 0 ? value : null;

    private T? MaybeValue<T>(T value)
        where T : struct => random.Next(2) == 0 ? value : null;

    private static async Task<object?> Done(Task call)
    {
        await call;
        return null;
    }
}
