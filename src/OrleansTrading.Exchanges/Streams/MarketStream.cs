using System.Text;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Streams;

/// <summary>
/// One stream of a venue and those who want it. The phase and the list of subscribers change under the connection's
/// lock; the reader of frames sees the list without one.
/// </summary>
public sealed partial class MarketStream
{
    private const long Never = long.MinValue;

    private StreamSubscriber[] _subscribers = [];
    private long _lastData = Never;

    public MarketStream(string name, InstrumentId instrument, StreamRequest request, StreamTimeouts timeouts)
    {
        (Name, Instrument, Request, Timeouts) = (name, instrument, request, timeouts);
        Utf8Name = Encoding.UTF8.GetBytes(name);
        Utf8Symbol = Encoding.UTF8.GetBytes(instrument.Symbol);
        Patience = timeouts.Stall;
    }

    /// <summary>The venue's name of it.</summary>
    public string Name { get; }

    public InstrumentId Instrument { get; }

    public StreamRequest Request { get; }

    public StreamTimeouts Timeouts { get; }

    /// <summary>
    /// The highest id that was handed out, for a reader whose venue repeats the newest data with every subscription. It outlives the connection.
    /// </summary>
    public long Position { get; set; }

    /// <summary>The instrument's symbol as frames carry it.</summary>
    public ReadOnlyMemory<byte> Utf8Symbol { get; }

    internal byte[] Utf8Name { get; }

    internal StreamSubscriber[] Subscribers => Volatile.Read(ref _subscribers);

    internal StreamPhase Phase { get; set; }

    /// <summary>The request that asked for it last.</summary>
    internal long RequestId { get; set; }

    /// <summary>When the phase last became <see cref="StreamPhase.Confirmed"/> or <see cref="StreamPhase.Refused"/>.</summary>
    internal TimeSpan PhaseSince { get; set; }

    /// <summary>How often in a row it was asked for again and stayed silent.</summary>
    internal int Renewals { get; set; }

    /// <summary>When the silence began that the renewals try to end.</summary>
    internal TimeSpan SilentSince { get; set; }

    /// <summary>Most streams that may be asked for together with it: a refused request is asked again in halves.</summary>
    internal int LargestRequest { get; set; } = int.MaxValue;

    /// <summary>Quiet for this long is a stall. Grows where a quiet market has been taken for one.</summary>
    internal TimeSpan Patience { get; set; }

    /// <summary>When it last brought data, on any connection; null for never.</summary>
    internal TimeSpan? LastData => Volatile.Read(ref _lastData) is var ticks && ticks == Never ? null : TimeSpan.FromTicks(ticks);

    internal void MarkData(TimeSpan now) => Volatile.Write(ref _lastData, now.Ticks);

    internal void Add(StreamSubscriber subscriber) => Volatile.Write(ref _subscribers, [.. _subscribers, subscriber]);

    internal void Remove(StreamSubscriber subscriber) =>
        Volatile.Write(ref _subscribers, [.. _subscribers.Where(candidate => candidate != subscriber)]);
}
