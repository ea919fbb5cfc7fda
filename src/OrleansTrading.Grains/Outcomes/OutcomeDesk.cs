using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Storage;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Grains.Outcomes;

/// <summary>
/// Decides what came of signals from the stored candles, and stores it with them. Whoever looks, and however often, comes to the same:
/// a decided signal is not looked at again, and one whose candles are missing is when they may have come.
/// </summary>
internal sealed class OutcomeDesk(ISignalStore signals, IMarketStore market, VenueTimes times, IOptions<OutcomeOptions> options)
{
    private const int Page = 500;
    private const int MostCandles = 2000;
    private const long Day = 24 * 60 * 60 * 1000L;

    private static readonly ImmutableArray<OutcomeKind> Undecided = [OutcomeKind.Open, OutcomeKind.Unknown];

    private readonly OutcomeRules _rules = options.Value.ToRules();
    private readonly OutcomeWatch _watch = new();

    /// <summary>Looks at what may have been decided since the last time.</summary>
    public async Task<OutcomeRound> RunAsync(Action<int, int> report, CancellationToken cancellationToken)
    {
        var (now, venueNow) = (times.Ours, times.Latest);
        var tally = new RoundTally(_rules.TimeLimit, now);
        if (_watch.IsWholeDue(now))
            await LookAtAllAsync(now, venueNow, tally, report, cancellationToken);
        else
            await LookAtDueAsync(now, venueNow, tally, report, cancellationToken);
        return tally.ToRound();
    }

    /// <remarks>Day by day, because the store does one thing at a time and signals are raised meanwhile.</remarks>
    private async Task LookAtAllAsync(long now, long venueNow, RoundTally tally, Action<int, int> report, CancellationToken cancellationToken)
    {
        var days = (int)OutcomeWatch.LookBack.TotalDays + _rules.TimeLimit + 1;
        for (var day = 0; day < days; day++)
        {
            report(day, days);
            // The first slice has no end: a signal may be made by a clock that is ahead of ours.
            await LookAtAsync(new SignalQuery { CreatedFrom = now - ((day + 1) * Day), CreatedBefore = day == 0 ? null : now - (day * Day) }, tally, cancellationToken);
        }

        _watch.LookedAtAll(now, venueNow, tally.OldestPending);
    }

    private async Task LookAtDueAsync(long now, long venueNow, RoundTally tally, Action<int, int> report, CancellationToken cancellationToken)
    {
        var due = _watch.Due(venueNow);
        foreach (var (done, (interval, from)) in due.Index())
        {
            report(done, due.Count);
            await LookAtAsync(new SignalQuery { Interval = interval, CreatedFrom = from }, tally, cancellationToken);
            _watch.LookedAt(interval, now, venueNow, tally.OldestPending.TryGetValue(interval, out var oldest) ? oldest : null);
        }
    }

    private async Task LookAtAsync(SignalQuery query, RoundTally tally, CancellationToken cancellationToken)
    {
        query = query with { Outcomes = Undecided };
        while (true)
        {
            var page = await signals.ListAsync(query, Page, cancellationToken);
            foreach (var series in page.GroupBy(signal => (signal.Instrument, signal.Interval)))
                await JudgeAsync(series.Key.Instrument, series.Key.Interval, [.. series.OrderBy(signal => signal.CandleOpenTime)], tally, cancellationToken);
            if (page.Count < Page)
                return;
            // A cursor by key, because those that were decided are not listed any more, and many are made at one moment.
            query = query with { BeforeKey = page[^1].Key };
        }
    }

    private async Task JudgeAsync(
        InstrumentId instrument, KlineInterval interval, TradeSignal[] undecided, RoundTally tally, CancellationToken cancellationToken)
    {
        var length = interval.ToMilliseconds();
        var completeUntil = times.CompleteUntil(instrument.Venue, OutcomeWatch.Grace);
        var judged = new List<TradeSignal>();
        for (var start = 0; start < undecided.Length;)
        {
            var (from, most) = (undecided[start].CandleOpenTime + length, undecided[start].CandleOpenTime + (MostCandles * length));
            var end = start + 1;
            while (end < undecided.Length && undecided[end].CandleOpenTime + (_rules.TimeLimit * length) <= most)
                end++;
            var to = undecided[end - 1].CandleOpenTime + (_rules.TimeLimit * length);
            var klines = await market.ReadKlinesAsync(instrument, interval, from, to, (int)((to - from) / length) + 1, cancellationToken);
            foreach (var signal in undecided[start..end])
            {
                var outcome = OutcomeJudge.Judge(signal, _rules, After(klines, signal.CandleOpenTime), completeUntil);
                var next = signal with { Outcome = outcome.Kind == OutcomeKind.Open ? null : outcome };
                tally.Add(next);
                if (next.Outcome != signal.Outcome)
                    judged.Add(next);
            }

            start = end;
        }

        if (judged.Count > 0)
            await signals.SaveOutcomesAsync(judged, cancellationToken);
    }

    private static IEnumerable<Kline> After(IReadOnlyList<Kline> klines, long openTime)
    {
        var (low, high) = (0, klines.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = klines[middle].OpenTime > openTime ? (low, middle) : (middle + 1, high);
        }

        for (var i = low; i < klines.Count; i++)
            yield return klines[i];
    }

    private sealed class RoundTally(int timeLimit, long now)
    {
        private readonly HitTally _tally = new();
        private readonly Dictionary<KlineInterval, long> _oldestPending = [];

        /// <summary>When the oldest that is to be looked at again soon was made, Unix milliseconds.</summary>
        public Dictionary<KlineInterval, long> OldestPending => _oldestPending;

        public void Add(TradeSignal signal)
        {
            _tally.Add(signal.Outcome);
            if (OutcomeWatch.IsPending(signal, timeLimit, now))
                _oldestPending[signal.Interval] = Math.Min(signal.CreatedAt, _oldestPending.GetValueOrDefault(signal.Interval, long.MaxValue));
        }

        public OutcomeRound ToRound()
        {
            var rate = _tally.ToRate();
            return new OutcomeRound(rate.Signals, rate.Targets, rate.Stops, rate.Times, rate.Unknown, rate.Open);
        }
    }
}
