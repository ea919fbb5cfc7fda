using System.Globalization;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Domain.Streams;

/// <summary>
/// Turns what is seen of one stream's health, look after look, into changes of its state. Looks may be too far apart for a short
/// interruption or stall: the counts of reconnects and of stalls tell of it all the same.
/// Bounds: quiet within its limits is no change, and of a stream that flaps <see cref="Burst"/> changes and then one in
/// <see cref="Refill"/> are told; how many were left out is said with the next. Times of changes only grow.
/// Used by one thread at a time.
/// </summary>
public sealed class StreamTrack(InstrumentId instrument, StreamKind kind)
{
    /// <summary>Changes that are told however close together they are.</summary>
    public const int Burst = 30;

    /// <summary>The time for which one more change is told.</summary>
    public static readonly TimeSpan Refill = TimeSpan.FromMinutes(5);

    private double _allowed = Burst;
    private TimeSpan? _lookedAt;
    private int _reconnects;
    private int _stalls;
    private int _leftOut;
    private StreamState? _leftOutTo;
    private string? _action;

    /// <summary>The newest change that was told; null before the first look.</summary>
    public StreamTransition? Last { get; private set; }

    /// <summary>Adds to <paramref name="told"/> what has changed since the last look.</summary>
    /// <param name="health">The stream now.</param>
    /// <param name="now">Our clock, Unix milliseconds.</param>
    /// <param name="monotonic">Time that never goes back.</param>
    /// <param name="told">Where changes go, oldest first.</param>
    /// <returns>How often the stream was interrupted since the last look.</returns>
    public int Look(in StreamHealthSnapshot health, long now, TimeSpan monotonic, ICollection<StreamTransition> told)
    {
        _allowed = Math.Min(Burst, _allowed + (_lookedAt is { } before ? (monotonic - before) / Refill : 0));
        _lookedAt = monotonic;
        var state = health.State == StreamState.Idle ? StreamState.Live : health.State;
        var interruptions = Math.Max(0, health.Reconnects - _reconnects);
        if (Last is null)
            Tell(StreamState.Waiting, StreamTransition.BeganFollowing, now, told);
        if (state == Last!.To)
            _leftOutTo = null;
        if (health.Stalls > _stalls && state != StreamState.Stalled && Last.To != StreamState.Stalled && Change(StreamState.Stalled, health.LastAction, now, told))
            Tell(state, ReasonAfterRepair(state, health, interruptions), now, told);
        else if (state != Last.To)
            Change(state, ReasonOf(state, health, interruptions), now, told);
        else if (interruptions > 0 && state == StreamState.Live && Change(StreamState.Reconnecting, ReasonOf(StreamState.Reconnecting, health, interruptions), now, told))
            Tell(state, ReasonAfterRepair(state, health, interruptions), now, told);
        (_reconnects, _stalls, _action) = (health.Reconnects, health.Stalls, health.LastAction);
        return interruptions;
    }

    /// <summary>Nobody looks any more.</summary>
    public void Stop(long now, ICollection<StreamTransition> told)
    {
        if (Last is { IsWatched: true })
            Tell(StreamState.Waiting, StreamTransition.StoppedFollowing, now, told);
    }

    private bool Change(StreamState state, string? reason, long now, ICollection<StreamTransition> told)
    {
        if (_allowed < 1)
        {
            // Seen at many looks in a row, it is one change.
            if (_leftOutTo != state)
                (_leftOut, _leftOutTo) = (_leftOut + 1, state);
            return false;
        }

        _allowed--;
        var note = _leftOut == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"left out before: {_leftOut} changes");
        (_leftOut, _leftOutTo) = (0, null);
        Tell(state, Join(reason, note), now, told);
        return true;
    }

    private void Tell(StreamState state, string? reason, long now, ICollection<StreamTransition> told)
    {
        Last = new StreamTransition(instrument, kind, Math.Max(now, (Last?.At + 1) ?? 0), Last?.To ?? StreamState.Waiting, state, reason);
        told.Add(Last);
    }

    private string? ReasonOf(StreamState state, in StreamHealthSnapshot health, int interruptions)
    {
        // An action that was there at the last look already has led to something else.
        var action = interruptions > 0 || health.LastAction != _action ? health.LastAction : null;
        return state switch
        {
            StreamState.Live => null,
            StreamState.Stalled => Join(Silence(health), action),
            StreamState.Reconnecting => action ?? "connection lost",
            StreamState.Down => action ?? "no connection for long",
            _ => action,
        };
    }

    private string? ReasonAfterRepair(StreamState state, in StreamHealthSnapshot health, int interruptions) =>
        state == StreamState.Live ? "data again before the next look" : ReasonOf(state, health, interruptions);

    private static string Silence(in StreamHealthSnapshot health) => health.LastDataAge is { } age
        ? string.Create(CultureInfo.InvariantCulture, $"no data for {age.TotalSeconds:0.#} s")
            + (health.StallAfter is { } limit ? string.Create(CultureInfo.InvariantCulture, $", expected within {limit.TotalSeconds:0.#} s") : "")
        : "no data ever came";

    private static string? Join(string? one, string? other) => one is null ? other : other is null ? one : $"{one}; {other}";
}
