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
    private long _lastHeard = Never;
    private long _lastId;
    private long _lastEventTime;

    /// <param name="name">The venue's name of it.</param>
    /// <param name="instrument">Whose.</param>
    /// <param name="request">What it carries.</param>
    /// <param name="timeouts">When it counts as silent.</param>
    /// <param name="rhythm">What is known of its habits, from the connection that carried it before; null when nothing is.</param>
    public MarketStream(string name, InstrumentId instrument, StreamRequest request, StreamTimeouts timeouts, StreamRhythm? rhythm = null)
    {
        (Name, Instrument, Request) = (name, instrument, request);
        Utf8Name = Encoding.UTF8.GetBytes(name);
        Utf8Symbol = Encoding.UTF8.GetBytes(instrument.Symbol);
        Rhythm = rhythm ?? new StreamRhythm(timeouts, request.Kind.Quiet());
        Silence = new StreamSilence(this);
    }

    /// <summary>The venue's name of it.</summary>
    public string Name { get; }

    public InstrumentId Instrument { get; }

    public StreamRequest Request { get; }

    public StreamTimeouts Timeouts => Rhythm.Timeouts;

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

    /// <summary>Most streams that may be asked for together with it: a refused request is asked again in halves.</summary>
    internal int LargestRequest { get; set; } = int.MaxValue;

    /// <summary>When it last brought new data on this connection; null for never.</summary>
    internal TimeSpan? LastData => TimeOf(ref _lastData);

    /// <summary>When it last brought anything on this connection; null for never.</summary>
    internal TimeSpan? LastHeard => TimeOf(ref _lastHeard);

    /// <summary>What its quiet means, whichever connection carries it.</summary>
    internal StreamRhythm Rhythm { get; }

    /// <summary>What is being done against its silence.</summary>
    internal StreamSilence Silence { get; }

    /// <summary>A message of the stream has come. What is the last one once more shows that the stream is subscribed, not that it flows.</summary>
    internal void MarkData(TimeSpan now, long id, long eventTime)
    {
        if (id == _lastId && eventTime == _lastEventTime)
        {
            MarkRepeat(now);
            return;
        }

        if (Silence.IsActedOn)
            Silence.OnData(now, isNext: _lastId == 0 ? null : id == _lastId + 1);
        (_lastId, _lastEventTime) = (id, eventTime);
        Volatile.Write(ref _lastData, now.Ticks);
        Volatile.Write(ref _lastHeard, now.Ticks);
        Rhythm.OnData(now);
    }

    /// <summary>The stream lives, and says nothing new.</summary>
    internal void MarkRepeat(TimeSpan now)
    {
        Volatile.Write(ref _lastHeard, now.Ticks);
        Rhythm.OnRepeat(now);
    }

    /// <summary>Tells all who want the stream what was done to it and why.</summary>
    internal void Note(string action)
    {
        foreach (var subscriber in Subscribers)
            subscriber.Note(this, action);
    }

    private static TimeSpan? TimeOf(ref long ticks) => Volatile.Read(ref ticks) is var value && value == Never ? null : TimeSpan.FromTicks(value);

    internal void Add(StreamSubscriber subscriber)
    {
        subscriber.Health.Follow(Rhythm);
        Volatile.Write(ref _subscribers, [.. _subscribers, subscriber]);
    }

    internal void Remove(StreamSubscriber subscriber) =>
        Volatile.Write(ref _subscribers, [.. _subscribers.Where(candidate => candidate != subscriber)]);
}
