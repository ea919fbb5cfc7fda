namespace OrleansTrading.Exchanges.Streams;

/// <remarks>
/// An old connection is replaced by overlap: a new one is opened, asked for all streams, and waited for until each flows there;
/// only then is the old one closed, and read to its end. Meanwhile every stream has a twin on the new connection, with the same
/// subscribers, which tell what comes twice.
/// </remarks>
internal sealed partial class StreamConnection
{
    /// <summary>A stream that is quiet on both connections is taken to flow on the new one when it was confirmed so long ago.</summary>
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Waits until the line is old, brings up another one and ends the first. Answers with what goes on, if anything does: also
    /// when the old line has ended by itself while the new one was being brought up. Never throws.
    /// </summary>
    /// <param name="line">What is to be replaced.</param>
    /// <param name="ended">Cancelled when it has ended.</param>
    private async Task<StreamLine?> ReplaceAsync(StreamLine line, CancellationToken ended)
    {
        var backoff = NewBackoff(_context);
        try
        {
            await line.Session!.Aged.WaitAsync(ended);
            while (true)
            {
                using (await _context.RollOvers.EnterAsync(ended))
                {
                    if (await TryReplaceAsync(line, ended) is { } next)
                        return next;
                }

                var wait = backoff.Next();
                LogNotReplaced(_route, wait);
                await Task.Delay(wait, _context.Time, ended);
            }
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private async Task<StreamLine?> TryReplaceAsync(StreamLine line, CancellationToken ended)
    {
        var (socket, failure) = await DialAsync(DialPurpose.RollOver, ended);
        if (socket is null)
        {
            LogReplacementFailed(_route, failure.Reason);
            return null;
        }

        var next = Prepare(line);
        Open(next, socket);
        try
        {
            if (!await IsCarriedInTimeAsync(line, next, ended))
            {
                await AbandonAsync(line, next);
                return null;
            }
        }
        catch (OperationCanceledException)
        {
            // The old one has ended before the new one was ready: whatever is there goes on.
            return next;
        }

        line.Session?.End(SessionEndKind.HandedOver, $"it is older than most of {_context.Options.MaxConnectionAge}");
        await line.Running;
        return next;
    }

    /// <summary>Twins of all streams that are wanted. Their subscribers are told first: what comes by both is told once from then on.</summary>
    private StreamLine Prepare(StreamLine line)
    {
        var next = new StreamLine();
        lock (_gate)
        {
            Volatile.Write(ref _next, next);
            foreach (var stream in line.Streams.All)
            {
                if (stream.Subscribers.Length > 0)
                    AttachNext(stream);
            }
        }

        return next;
    }

    private async Task<bool> IsCarriedInTimeAsync(StreamLine line, StreamLine next, CancellationToken ended)
    {
        var since = _context.Now;
        using var timer = new PeriodicTimer(_context.Options.WatchPeriod, _context.Time);
        do
        {
            await timer.WaitForNextTickAsync(ended);
            if (next.Running.IsCompleted || _context.Now - since > _context.Options.RollOverTime)
                return false;
        }
        while (!IsCarried(line, next));
        return true;
    }

    private bool IsCarried(StreamLine line, StreamLine next)
    {
        var now = _context.Now;
        lock (_gate)
            return next.Streams.All.All(twin => twin.Subscribers.Length == 0 || IsCarried(line, twin, now));
    }

    /// <summary>The stream flows on the new line, or it is quiet on both; and nothing waits for what the old one has to bring first.</summary>
    private static bool IsCarried(StreamLine line, MarketStream twin, TimeSpan now)
    {
        line.Streams.TryFind(twin.Utf8Name, out var stream);
        if (twin.Phase == StreamPhase.Refused)
            return stream is null or { Phase: StreamPhase.Refused };
        if (twin.Phase != StreamPhase.Confirmed || twin.Subscribers.Any(subscriber => subscriber.IsBehind))
            return false;
        return twin.LastData is not null || (now - twin.PhaseSince >= SettleTime && !(stream?.LastData > twin.PhaseSince));
    }

    /// <summary>The new line does not carry every stream; the old one goes on as if nothing had been.</summary>
    private async Task AbandonAsync(StreamLine line, StreamLine next)
    {
        next.Session?.End(SessionEndKind.Stopped, $"it did not carry every stream within {_context.Options.RollOverTime}");
        var end = await next.Running;
        LogReplacementFailed(_route, end.Reason);
        Close(next);
        foreach (var stream in DropNext(line))
            line.Session?.Restart(stream);
    }

    /// <summary>The old line goes on alone. Answers which of its streams have to be asked for again on it.</summary>
    private List<MarketStream> DropNext(StreamLine line)
    {
        List<(MarketStream Stream, StreamSubscriber Subscriber)> parts;
        lock (_gate)
        {
            Volatile.Write(ref _next, null);
            parts = [.. line.Streams.All.SelectMany(stream => stream.Subscribers.Select(subscriber => (stream, subscriber)))];
        }

        return [.. parts.Where(part => part.Subscriber.AbandonOverlap(part.Stream)).Select(part => part.Stream)];
    }

    /// <summary>The old line brings nothing any more: the new one is the connection from now on.</summary>
    private void HandOver(StreamLine line, StreamLine next, SessionEnd end)
    {
        var isDrained = end.Kind == SessionEndKind.HandedOver && line.IsDrained;
        List<(MarketStream Stream, bool IsConfirmed)> streams;
        lock (_gate)
        {
            Volatile.Write(ref _line, next);
            Volatile.Write(ref _next, null);
            streams = [.. next.Streams.All.Select(stream => (stream, stream.Phase == StreamPhase.Confirmed))];
        }

        var (now, isTold) = (_context.Now, true);
        foreach (var (stream, isConfirmed) in streams)
        {
            foreach (var subscriber in stream.Subscribers)
                isTold &= Tell(() => subscriber.EndOverlap(stream, isConfirmed, isDrained, now));
        }

        isTold &= TellOfLate([.. streams.Where(stream => !stream.IsConfirmed).Select(stream => stream.Stream)], now);
        if (!isTold)
            next.Session?.End(SessionEndKind.Lost, "a sink failed when the streams changed hands");
        if (end.Kind != SessionEndKind.HandedOver)
            _context.Counters.CountReconnect();
        _context.Counters.CountRollOver();
        LogReplaced(_route, streams.Count, end.Kind, end.Reason);
    }

    /// <summary>A confirmation that came while the streams changed hands found the sinks as confirmed by the old line.</summary>
    private bool TellOfLate(List<MarketStream> unconfirmed, TimeSpan now)
    {
        var isTold = true;
        foreach (var stream in unconfirmed)
        {
            bool isConfirmed;
            lock (_gate)
                isConfirmed = stream.Phase == StreamPhase.Confirmed;
            foreach (var subscriber in isConfirmed ? stream.Subscribers : [])
                isTold &= Tell(() => subscriber.OnSubscribed(stream, now));
        }

        return isTold;
    }

    private void AttachNext(MarketStream stream)
    {
        if (_next is null)
            return;
        var hasIds = _context.Protocol.HasIds(stream.Request.Kind);
        var twin = stream.Twin(hasIds);
        foreach (var subscriber in twin.Subscribers)
            subscriber.BeginOverlap(twin, hasIds);
        _next.Want(twin);
    }

    private void JoinNext(MarketStream stream, StreamSubscriber subscriber)
    {
        if (_next is null || !_next.Streams.TryFind(stream.Utf8Name, out var twin))
            return;
        subscriber.BeginOverlap(twin, _context.Protocol.HasIds(stream.Request.Kind));
        twin.Add(subscriber);
        _next.Want(twin);
    }

    private void LeaveNext(MarketStream stream, StreamSubscriber subscriber)
    {
        if (_next is null || !_next.Streams.TryFind(stream.Utf8Name, out var twin))
            return;
        twin.Remove(subscriber);
        if (twin.Subscribers.Length == 0)
            _next.Drop(twin);
    }
}
