using OrleansTrading.Simulator.Streams;

namespace OrleansTrading.Simulator.Faults;

/// <summary>
/// Stands between the engine and the subscribers while a stream fault is in force. All but <see cref="Replace"/> runs
/// on the engine's turn.
/// </summary>
internal sealed class StreamFaults(TimeProvider time)
{
    private readonly Dictionary<MarketStream, byte[]> _swapped = [];
    private readonly List<Held> _delayed = [];
    private volatile ActiveFault[] _active = [];

    /// <summary>Whether frames have to go through <see cref="Filter"/>, also for the sake of those held back.</summary>
    public bool AnyOnStreams => _active.Length > 0 || _delayed.Count > 0 || _swapped.Count > 0;

    public void Replace(ActiveFault[] active) => _active = active;

    /// <summary>Delivers the payload as the faults have it: late, twice, in pieces, or not at all.</summary>
    public void Filter(MarketStream stream, StreamConnection[] receivers, ReadOnlySpan<byte> payload, FrameSink sink)
    {
        if (Hit(stream, FaultKind.Silence) is not null || Hit(stream, FaultKind.Freeze) is not null)
        {
            return;
        }

        if (stream.Kind is StreamKind.Depth or StreamKind.KrakenBook or StreamKind.OkxBook && Hit(stream, FaultKind.Gap) is not null)
        {
            return;
        }

        if (Hit(stream, FaultKind.Malformed) is not null)
        {
            payload = payload[..(payload.Length * 2 / 3)];
        }

        var copies = Hit(stream, FaultKind.Duplicate) is null ? 1 : 2;
        if (_swapped.Remove(stream, out var earlier))
        {
            Pass(stream, receivers, payload, copies, sink);
            Pass(stream, receivers, earlier, 1, sink);
        }
        else if (Hit(stream, FaultKind.Reorder) is not null)
        {
            _swapped[stream] = payload.ToArray();
        }
        else
        {
            Pass(stream, receivers, payload, copies, sink);
        }
    }

    /// <summary>Lets go of what was held back long enough, and of pairs that no second frame will complete.</summary>
    public void Release(FrameSink sink)
    {
        if (_delayed.Count > 0)
        {
            var now = time.GetTimestamp();
            bool IsDue(Held held) => time.GetElapsedTime(held.Since, now) >= held.For;
            var due = _delayed.FindAll(IsDue);
            _delayed.RemoveAll(IsDue);
            foreach (var held in due)
            {
                sink.Deliver(held.Stream, held.Receivers, held.Payload);
            }
        }

        if (_swapped.Count > 0 && !Array.Exists(_active, fault => fault.Request.Fault == FaultKind.Reorder && !fault.HasTimedOut))
        {
            foreach (var (stream, payload) in _swapped)
            {
                sink.Deliver(stream, stream.Subscribers, payload);
            }

            _swapped.Clear();
        }
    }

    private void Pass(MarketStream stream, StreamConnection[] receivers, ReadOnlySpan<byte> payload, int copies, FrameSink sink)
    {
        var delay = Hit(stream, FaultKind.Delay);
        for (var i = 0; i < copies; i++)
        {
            if (delay is null)
            {
                sink.Deliver(stream, receivers, payload);
            }
            else
            {
                _delayed.Add(new Held(stream, receivers, payload.ToArray(), time.GetTimestamp(), TimeSpan.FromMilliseconds(delay.Request.DelayMs!.Value)));
            }
        }
    }

    private ActiveFault? Hit(MarketStream stream, FaultKind kind)
    {
        foreach (var fault in _active)
        {
            if (fault.Request.Fault == kind && StreamMatch.Matches(fault.Request, stream) && fault.TryHit())
            {
                return fault;
            }
        }

        return null;
    }

    private sealed record Held(MarketStream Stream, StreamConnection[] Receivers, byte[] Payload, long Since, TimeSpan For);
}
