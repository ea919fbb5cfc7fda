using OrleansTrading.Domain.Streams;
using static System.FormattableString;

namespace OrleansTrading.Exchanges.Streams;

internal sealed partial class StreamSession
{
    /// <summary>Between two requests for a stream that stays silent, unless its own time-out is longer.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private long _lastDataAt;

    /// <summary>Looks after every stream: one that is silent is asked for again, and if that does not help the connection is made anew.</summary>
    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_context.Options.WatchPeriod, _context.Time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            var now = _context.Now;
            KeepAlive(now);
            if (now - _openedAt > _retireAfter)
                _aged.TrySetResult();
            if (IsUnanswered(now))
                End(SessionEndKind.Lost, $"a request had no answer within {_context.Options.RequestTimeout}");
            else if (FindIdle(now) is { Count: > 0 } idle)
                GiveUp(idle, now);
            else
                Renew(FindSilent(now), now);
        }
    }

    private bool IsUnanswered(TimeSpan now)
    {
        // While a slow sink holds back the reader, answers wait in the socket.
        if (IsHeldBack)
            return false;
        lock (_gate)
            return _sent.Values.Any(request => now - Later(request.At, ResumedAt) > _context.Options.RequestTimeout);
    }

    private bool IsHeldBack => Volatile.Read(ref _heldBackSince) != long.MaxValue;

    private TimeSpan ResumedAt => TimeSpan.FromTicks(Volatile.Read(ref _resumedAt));

    /// <summary>
    /// The streams of a connection that has brought data and now brings none of any; empty when it is sound. One that never
    /// brought any is found by the first messages that its streams owe; one whose streams all pause for long is given the shortest
    /// of their pauses.
    /// </summary>
    private List<MarketStream> FindIdle(TimeSpan now)
    {
        var quiet = QuietOfAll(now);
        if (IsHeldBack || Messages == 0 || quiet <= _context.Watch.IdleTimeout)
            return [];
        var telling = _streams.All.Where(stream => stream.Rhythm.Meaning != QuietMeaning.Nothing).ToList();
        return telling.Exists(stream => !_context.Watch.Adaptive || stream.Rhythm.UsualQuiet < quiet) ? telling : [];
    }

    private TimeSpan QuietOfAll(TimeSpan now) => now - Later(TimeSpan.FromTicks(Volatile.Read(ref _lastDataAt)), ResumedAt);

    private void GiveUp(List<MarketStream> idle, TimeSpan now)
    {
        foreach (var stream in idle)
            Judge(stream, now);
        End(SessionEndKind.Stalled, Invariant($"no data at all for {QuietOfAll(now).TotalSeconds:0.#} s"));
    }

    private List<MarketStream> FindSilent(TimeSpan now)
    {
        List<MarketStream> silent = [];
        if (IsHeldBack)
            return silent;
        lock (_gate)
        {
            foreach (var stream in _streams.All)
            {
                if (stream.Phase == StreamPhase.Refused && now - stream.PhaseSince > _context.Options.StallReconnectPause)
                {
                    stream.Phase = StreamPhase.Wanted;
                    Wake();
                }
                else if (stream.Phase == StreamPhase.Confirmed && IsSilent(stream, now))
                {
                    silent.Add(stream);
                }
            }
        }

        return silent;
    }

    private bool IsSilent(MarketStream stream, TimeSpan now)
    {
        var rhythm = stream.Rhythm;
        if (rhythm.Meaning == QuietMeaning.Nothing)
            return false;
        stream.Silence.Settle(now);
        rhythm.Refresh();
        var isHeard = HeardHere(stream) is not null;
        return QuietOf(stream, now) > Patience(isHeard ? rhythm.StallAfter : rhythm.FirstMessageAfter, stream.Silence.Renewals);
    }

    /// <summary>A stream that stays silent is asked for at growing intervals.</summary>
    private static TimeSpan Patience(TimeSpan first, int renewals)
    {
        var time = first * Math.Pow(2, Math.Clamp(renewals - 1, 0, 20));
        return time < LongestPause ? time : Later(first, LongestPause);
    }

    private TimeSpan QuietOf(MarketStream stream, TimeSpan now) => now - Later(HeardHere(stream) ?? stream.PhaseSince, ResumedAt);

    /// <summary>When the stream was last heard of since it was asked for; null when it was not.</summary>
    private static TimeSpan? HeardHere(MarketStream stream) => stream.LastHeard is { } heard && heard >= stream.PhaseSince ? heard : null;

    private void Renew(List<MarketStream> silent, TimeSpan now)
    {
        if (silent.Count == 0)
            return;
        foreach (var stream in silent)
            Judge(stream, now);
        // Once for each stall: had a new connection helped, it would have been cured.
        var helpless = silent.Where(stream => stream.Silence.Renewals == 2 && !stream.Rhythm.IsExcused).ToList();
        if (helpless.Count > 0 && (_lastStallReconnect is not { } last || now - last > _context.Options.StallReconnectPause))
        {
            End(SessionEndKind.Stalled, $"{helpless.Count} streams stayed silent after they were asked for again, among them {helpless[0].Name}");
            return;
        }

        lock (_gate)
        {
            foreach (var stream in silent.Where(stream => stream.Phase == StreamPhase.Confirmed))
                stream.Phase = StreamPhase.Renewing;
        }

        _context.Counters.CountResubscriptions(silent.Count);
        LogSilent(_route, silent.Count, silent[0].Name);
        foreach (var stream in silent)
            TellRenewal(stream, now, Invariant($"{QuietOf(stream, now).TotalSeconds:0.#} s of silence"));
        Wake();
    }

    private void Judge(MarketStream stream, TimeSpan now)
    {
        var silence = QuietOf(stream, now);
        var alike = _streams.All.Where(other => other != stream && other.Request.Kind == stream.Request.Kind).ToList();
        // In the later half of the silence: one cause silences all of them at about the same time.
        var othersFlow = alike.Any(other => other.LastData > now - (silence / 2));
        stream.Silence.OnRenewal(now, othersFlow || alike.Count == 0);
        stream.Rhythm.IsExcused = stream.Silence.Renewals > 1 && othersFlow && IsInCharacter(stream, silence);
    }

    /// <summary>
    /// A stream that stays silent while others of its kind flow here belongs to a quiet market, unless it is known to be never so
    /// quiet; were the connection at fault, none would flow. It is asked for again all the same, but does not cost the others
    /// their connection.
    /// </summary>
    private bool IsInCharacter(MarketStream stream, TimeSpan silence) =>
        stream.Rhythm.Meaning == QuietMeaning.Market && !stream.Rhythm.IsUnusual(silence) && silence <= _context.Watch.LongestTimeout;

    /// <summary>What came of the stream does not hold together: it is ended and asked for again, at once.</summary>
    public void Restart(MarketStream stream)
    {
        lock (_gate)
        {
            if (stream.Phase != StreamPhase.Confirmed)
                return;
            stream.Phase = StreamPhase.Renewing;
        }

        _context.Counters.CountResubscriptions(1);
        TellRenewal(stream, _context.Now, "a message that does not fit the others");
        Wake();
    }

    private static void TellRenewal(MarketStream stream, TimeSpan now, string cause)
    {
        stream.Note($"asked for again after {cause}");
        foreach (var subscriber in stream.Subscribers)
            subscriber.OnInterrupted(stream, now);
    }

    private void NoteEnd(SessionEnd end)
    {
        if (end.Kind == SessionEndKind.Stopped)
            return;
        foreach (var stream in _streams.All)
            stream.Note(end.Kind == SessionEndKind.Lost ? $"connection lost: {end.Reason}" : $"connection replaced: {end.Reason}");
    }

    /// <summary>Gaps that end after the reader was held back are not the streams' own.</summary>
    private void ForgetGaps()
    {
        foreach (var stream in _streams.All)
            stream.Rhythm.Interrupt();
    }

    private static TimeSpan Later(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
