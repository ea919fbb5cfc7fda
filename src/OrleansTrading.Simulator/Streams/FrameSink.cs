using OrleansTrading.Simulator.Faults;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Streams;

/// <summary>Hands finished payloads to the subscribers of a stream, past the faults. Used by the engine only.</summary>
internal sealed class FrameSink(StreamFaults faults)
{
    private readonly long[] _sent = new long[Enum.GetValues<StreamKind>().Length];

    /// <summary>A payload of the stream being written now; cleared by <see cref="Begin"/>.</summary>
    public Utf8Buffer Json { get; } = new(16 * 1024);

    public long Sent(StreamKind kind) => Volatile.Read(ref _sent[(int)kind]);

    public Utf8Buffer Begin()
    {
        Json.Clear();
        return Json;
    }

    public void Send(MarketStream stream)
    {
        if (faults.AnyOnStreams)
        {
            faults.Filter(stream, stream.Subscribers, Json.Written, this);
        }
        else
        {
            Deliver(stream, stream.Subscribers, Json.Written);
        }
    }

    /// <summary>Sends the snapshot that was written to one subscriber, past the faults, and admits it to what follows.</summary>
    public void Greet(MarketStream stream, StreamConnection newcomer)
    {
        if (faults.AnyOnStreams)
        {
            faults.Filter(stream, [newcomer], Json.Written, this);
        }
        else
        {
            Deliver(stream, [newcomer], Json.Written);
        }

        stream.Admit(newcomer);
    }

    /// <summary>Sends without asking the faults.</summary>
    public void Deliver(MarketStream stream, StreamConnection[] subscribers, ReadOnlySpan<byte> payload)
    {
        foreach (var connection in subscribers)
        {
            connection.SendMarketData(stream, payload);
        }

        _sent[(int)stream.Kind] += subscribers.Length;
    }
}
