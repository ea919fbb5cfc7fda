namespace OrleansTrading.Exchanges.Streams;

internal sealed partial class StreamSession
{
    private static readonly TimeSpan LongestPatience = TimeSpan.FromHours(1);

    /// <summary>Looks after every stream: one that is silent is asked for again, and if that does not help the connection is made anew.</summary>
    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_context.Options.WatchPeriod, _context.Time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            var now = _context.Now;
            if (now - _openedAt > _retireAfter)
                _aged.TrySetResult();
            if (IsUnanswered(now))
                End(SessionEndKind.Lost, $"a request had no answer within {_context.Options.RequestTimeout}");
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
        if (stream.LastData is not { } last || last < stream.PhaseSince)
            return now - Later(stream.PhaseSince, ResumedAt) > FirstMessageTime(stream);
        if (stream.Renewals > 0)
            Learn(stream, last);
        return now - Later(last, ResumedAt) > stream.Patience;
    }

    /// <summary>
    /// Data has come after the stream was asked for again. If not soon after, asking was not the cure: the market is
    /// just quiet, and is given more time before it is next taken for a stall.
    /// </summary>
    private static void Learn(MarketStream stream, TimeSpan firstData)
    {
        if (firstData - stream.PhaseSince > stream.Timeouts.FirstMessage / 2)
        {
            var silence = firstData - stream.SilentSince;
            stream.Patience = Later(stream.Patience, silence * 2 < LongestPatience ? silence * 2 : LongestPatience);
        }

        stream.Renewals = 0;
    }

    /// <summary>A stream that stays silent is asked for at growing intervals.</summary>
    private static TimeSpan FirstMessageTime(MarketStream stream)
    {
        var time = stream.Timeouts.FirstMessage * Math.Pow(2, Math.Clamp(stream.Renewals - 1, 0, 20));
        return time < LongestPatience ? time : Later(stream.Timeouts.FirstMessage, LongestPatience);
    }

    private void Renew(List<MarketStream> silent, TimeSpan now)
    {
        if (silent.Count == 0)
            return;
        // Once for each stall: had a new connection helped, it would have been cured.
        var helpless = silent.Where(stream => stream.Renewals == 1 && !IsExcused(stream)).ToList();
        var mayReconnect = _lastStallReconnect is not { } last || now - last > _context.Options.StallReconnectPause;
        foreach (var stream in silent)
        {
            if (stream.Renewals++ == 0)
                stream.SilentSince = stream.LastData ?? stream.PhaseSince;
        }

        if (helpless.Count > 0 && mayReconnect)
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
        {
            foreach (var subscriber in stream.Subscribers)
                subscriber.OnInterrupted(stream, now);
        }

        Wake();
    }

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
        var now = _context.Now;
        foreach (var subscriber in stream.Subscribers)
            subscriber.OnInterrupted(stream, now);
        Wake();
    }

    /// <summary>
    /// A stream that has never brought anything while others of its kind flow here belongs to a quiet market; were the
    /// connection at fault, none would flow.
    /// </summary>
    private bool IsExcused(MarketStream stream) =>
        stream.LastData is null && _streams.All.Any(other => other.Request.Kind == stream.Request.Kind && other.LastData >= _openedAt);

    private static TimeSpan Later(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
