using System.Collections.Immutable;
using OrleansTrading.Dashboard.Formatting;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Dashboard.Charts;

/// <summary>The states of streams over time, a row for each kind.</summary>
/// <param name="From">First moment, Unix milliseconds.</param>
/// <param name="To">Last moment, Unix milliseconds.</param>
/// <param name="Rows">The kinds, each with its spans, earliest first. What is not known is left free.</param>
internal sealed record TimelineModel(long From, long To, ImmutableArray<(StreamKind Kind, ImmutableArray<TimelineSpan> Spans)> Rows)
{
    /// <summary>Narrower spans are drawn together, as the worst of them: trouble is not to vanish because it was short.</summary>
    private const double NarrowestPercent = 0.25;

    /// <param name="transitions">Oldest first; those before <paramref name="from"/> say what stood at it.</param>
    /// <param name="kinds">The rows.</param>
    /// <param name="from">First moment, Unix milliseconds.</param>
    /// <param name="to">Last moment, Unix milliseconds.</param>
    public static TimelineModel Of(ImmutableArray<StreamTransition> transitions, IEnumerable<StreamKind> kinds, long from, long to) =>
        new(from, to, [.. kinds.Select(kind => (kind, Spans(transitions.Where(transition => transition.Kind == kind), from, to)))]);

    public IEnumerable<AxisLabel> TimeLabels(int atMost, UserZone zone) => TimeTicks.Labels(From, To, atMost, zone);

    private static ImmutableArray<TimelineSpan> Spans(IEnumerable<StreamTransition> transitions, long from, long to)
    {
        var spans = ImmutableArray.CreateBuilder<TimelineSpan>();
        StreamTransition? last = null;
        foreach (var transition in transitions)
        {
            if (last is not null)
                Add(spans, last, transition.At, from, to);
            last = transition;
        }

        if (last is not null)
            Add(spans, last, to, from, to);
        return spans.DrainToImmutable();
    }

    private static void Add(ImmutableArray<TimelineSpan>.Builder spans, StreamTransition begun, long until, long from, long to)
    {
        var (start, end) = (Math.Max(begun.At, from), Math.Min(until, to));
        if (end <= start)
            return;
        var (left, width) = (Percent(start - from, to - from), Percent(end - start, to - from));
        if (spans.Count > 0 && width < NarrowestPercent && spans[^1].Width < NarrowestPercent)
        {
            var joined = spans[^1];
            var worse = Badness(begun.To) > Badness(joined.State) ? begun.To : joined.State;
            spans[^1] = new TimelineSpan(worse, joined.Percent, left + width - joined.Percent, joined.From, until >= to ? null : until, until - joined.From, worse == joined.State ? joined.Reason : begun.Reason);
            return;
        }

        spans.Add(new TimelineSpan(begun.To, left, width, begun.At, until >= to ? null : until, Math.Max(0, until - begun.At), begun.Reason));
    }

    private static int Badness(StreamState state) => state switch
    {
        StreamState.Live => 0,
        StreamState.Idle => 1,
        StreamState.Waiting => 2,
        StreamState.Reconnecting => 3,
        StreamState.Stalled => 4,
        _ => 5,
    };

    private static double Percent(double part, double whole) => part / whole * 100;
}
