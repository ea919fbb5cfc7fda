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
            faults.Filter(stream, Json.Written, this);
        }
        else
        {
            Deliver(stream, Json.Written);
        }
    }

    /// <summary>Sends without asking the faults.</summary>
    public void Deliver(MarketStream stream, ReadOnlySpan<byte> payload)
    {
        var subscribers = stream.Subscribers;
        foreach (var connection in subscribers)
        {
            connection.SendMarketData(stream, payload);
        }

        _sent[(int)stream.Kind] += subscribers.Length;
    }
}
