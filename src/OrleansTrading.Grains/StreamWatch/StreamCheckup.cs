using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Grains.StreamWatch;

/// <summary>
/// Tells trouble from a moment's repair: a stream is in trouble when it is stalled or down at two checks in a row, or when it has been
/// without life for longer than its kind's time-out, whatever it is called meanwhile. Used by one thread at a time.
/// </summary>
internal sealed class StreamCheckup(StreamWatchOptions options)
{
    private Dictionary<(InstrumentId Instrument, StreamKind Kind), Suspicion> _suspicions = [];

    /// <summary>What is in trouble, by venue and kind.</summary>
    /// <param name="surveys">All streams now.</param>
    /// <param name="now">Monotonic.</param>
    public IReadOnlyList<StreamTrouble> Check(IEnumerable<StreamSurvey> surveys, TimeSpan now)
    {
        var suspicions = new Dictionary<(InstrumentId Instrument, StreamKind Kind), Suspicion>();
        var troubles = new List<StreamTrouble>();
        foreach (var survey in surveys)
        {
            var bad = new List<(InstrumentId Instrument, TimeSpan For)>();
            foreach (var (instrument, health) in survey.Streams.Where(stream => IsSuspect(stream.Health)))
            {
                var key = (instrument, survey.Kind);
                var silent = health.State is StreamState.Stalled or StreamState.Down;
                var before = _suspicions.GetValueOrDefault(key, new Suspicion(now, 0));
                var suspicion = suspicions[key] = before with { SilentChecks = silent ? before.SilentChecks + 1 : 0 };
                if (suspicion.SilentChecks >= 2 || now - suspicion.Since > TimeoutOf(survey.Kind))
                    bad.Add((instrument, health.LastDataAge is { } age && age > now - suspicion.Since ? age : now - suspicion.Since));
            }

            if (bad.Count == 0)
                continue;
            var worst = bad.MaxBy(stream => stream.For);
            troubles.Add(new StreamTrouble(survey.Venue, survey.Kind, bad.Count, survey.Streams.Count, worst.Instrument.Symbol, worst.For));
        }

        _suspicions = suspicions;
        return troubles;
    }

    /// <remarks>
    /// How long a stream may be under repair. That is its longest quiet, but where quiet says much sooner that it is dead (a mark price comes
    /// every second), a repair may take longer; and where quiet says nothing, a connection that is not there still does.
    /// </remarks>
    private TimeSpan TimeoutOf(StreamKind kind) =>
        kind is StreamKind.MarkPrice or StreamKind.Liquidation ? options.IdleTimeout : options.TimeoutsOf(kind).Stall;

    /// <remarks>Where quiet says nothing, waiting for the first message says nothing either.</remarks>
    private static bool IsSuspect(in StreamHealthSnapshot health) => health.State switch
    {
        StreamState.Live or StreamState.Idle => false,
        StreamState.Waiting => health.StallAfter is not null,
        _ => true,
    };

    /// <param name="Since">The first check at which the stream had no life.</param>
    /// <param name="SilentChecks">Checks in a row, up to the last one, at which it was stalled or down.</param>
    private readonly record struct Suspicion(TimeSpan Since, int SilentChecks);
}
