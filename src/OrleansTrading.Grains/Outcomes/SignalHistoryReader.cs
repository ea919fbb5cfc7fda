using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using OrleansTrading.Contracts.Signals;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Grains.Outcomes;

/// <summary>Reads stored signals with what came of them.</summary>
internal sealed class SignalHistoryReader(ISignalStore store, IOptions<OutcomeOptions> options, TimeProvider time)
{
    /// <summary>So many signals are counted into one report at most.</summary>
    public const int MostCounted = 50_000;

    /// <summary>So many signals are looked at for one page at most.</summary>
    public const int MostLookedAt = 5_000;

    private const int Chunk = 1_000;
    private const int CountedAtOnce = 5_000;

    private readonly HitRateCache _rates = new(time);

    public async Task<SignalPage> ListAsync(SignalHistoryQuery query, int limit, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<TradeSignal>();
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var (looked, place) = (0, query.After);
        while (looked < MostLookedAt)
        {
            var chunk = await store.ListAsync(QueryOf(query, place), IsPlain(query) ? limit : Chunk, cancellationToken);
            foreach (var signal in chunk)
            {
                (looked, place) = (looked + 1, signal.Key);
                var shown = Shown(signal, now);
                if (!IsWanted(query, shown))
                    continue;
                found.Add(shown);
                if (found.Count == limit)
                    return new SignalPage(found.ToImmutable(), place);
            }

            if (chunk.Count < (IsPlain(query) ? limit : Chunk))
                return new SignalPage(found.ToImmutable(), null);
        }

        return new SignalPage(found.ToImmutable(), place);
    }

    /// <remarks>Counting takes a while and many pages ask for the same, so a count is shared, and kept for a few seconds.</remarks>
    public Task<HitRateReport> GetHitRatesAsync(SignalHistoryQuery query, CancellationToken cancellationToken) =>
        _rates.GetAsync(query, () => CountAsync(query, CancellationToken.None)).WaitAsync(cancellationToken);

    private async Task<HitRateReport> CountAsync(SignalHistoryQuery query, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var total = new HitTally();
        var (bands, intervals, directions) = (new Tallies<int>(), new Tallies<KlineInterval>(), new Tallies<SignalDirection>());
        long? since = null;
        var (looked, place, more) = (0, query.After, true);
        while (more && looked < MostCounted)
        {
            var chunk = await store.ListAsync(QueryOf(query, place), CountedAtOnce, cancellationToken);
            foreach (var signal in chunk.Select(signal => Shown(signal, now)).Where(signal => IsWanted(query, signal)))
            {
                total.Add(signal.Outcome);
                bands.Add(ScoreBand.Of(signal.Score), signal.Outcome);
                intervals.Add(signal.Interval, signal.Outcome);
                directions.Add(signal.Direction, signal.Outcome);
                since = signal.CreatedAt;
            }

            (looked, place, more) = (looked + chunk.Count, chunk.Count > 0 ? chunk[^1].Key : place, chunk.Count == CountedAtOnce);
        }

        return new HitRateReport(
            total.ToRate(), bands.ToRates((from, rate) => new BandRate(from, rate)), intervals.ToRates((interval, rate) => new IntervalRate(interval, rate)),
            directions.ToRates((direction, rate) => new DirectionRate(direction, rate)), since, more);
    }

    /// <remarks>A signal that was unknown to whoever decides for too long will not be looked at any more: it is not open, nobody knows.</remarks>
    private TradeSignal Shown(TradeSignal signal, long now)
    {
        var limit = options.Value.TimeLimitCandles;
        var last = signal.CreatedAt + ((1 + limit) * signal.Interval.ToMilliseconds()) + (long)OutcomeWatch.LookBack.TotalMilliseconds;
        return signal.Outcome is not null || now <= last
            ? signal
            : signal with { Outcome = OutcomeJudge.Judge(signal, options.Value.ToRules(), [], completeUntil: long.MaxValue) };
    }

    /// <remarks>Of what is open in the store, some may be unknown, see <see cref="Shown"/>.</remarks>
    private static SignalQuery QueryOf(SignalHistoryQuery query, string? after) => new()
    {
        Instrument = query.Instrument,
        Interval = query.Interval,
        Outcomes = query.Outcome switch
        {
            null => [],
            OutcomeKind.Unknown => [OutcomeKind.Unknown, OutcomeKind.Open],
            { } outcome => [outcome],
        },
        CreatedFrom = query.CreatedFrom,
        CreatedBefore = query.CreatedBefore,
        BeforeKey = after,
    };

    /// <summary>Whether the store itself knows which signals are wanted.</summary>
    private static bool IsPlain(SignalHistoryQuery query) =>
        query.Direction is null && query.MinimumScore <= 0 && query.ScoreBelow is null && query.Outcome is not (OutcomeKind.Unknown or OutcomeKind.Open);

    private static bool IsWanted(SignalHistoryQuery query, TradeSignal signal) =>
        (query.Direction is null || query.Direction == signal.Direction) && Math.Abs(signal.Score) >= query.MinimumScore
        && !(Math.Abs(signal.Score) >= query.ScoreBelow) && (query.Outcome is null || query.Outcome == (signal.Outcome?.Kind ?? OutcomeKind.Open));

    private sealed class Tallies<TKey>
        where TKey : notnull
    {
        private readonly SortedDictionary<TKey, HitTally> _tallies = [];

        public void Add(TKey key, SignalOutcome? outcome)
        {
            if (!_tallies.TryGetValue(key, out var tally))
                _tallies[key] = tally = new HitTally();
            tally.Add(outcome);
        }

        public ImmutableArray<TRate> ToRates<TRate>(Func<TKey, HitRate, TRate> make) => [.. _tallies.Select(tally => make(tally.Key, tally.Value.ToRate()))];
    }
}
