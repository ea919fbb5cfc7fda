using System.Diagnostics.CodeAnalysis;

namespace OrleansTrading.Exchanges.Streams;

/// <summary>
/// The streams of one connection by name. Readers take no lock: every change makes a new table, and a connection
/// holds few hundred streams at most. Changes come one at a time, under the connection's lock.
/// </summary>
public sealed class StreamTable
{
    private Dictionary<byte[], MarketStream> _streams = new(Utf8NameComparer.Instance);

    /// <summary>All of them, in no order.</summary>
    public IReadOnlyCollection<MarketStream> All => Volatile.Read(ref _streams).Values;

    public int Count => Volatile.Read(ref _streams).Count;

    /// <param name="name">UTF-8, as a frame carries it.</param>
    /// <param name="stream">The stream of that name.</param>
    public bool TryFind(ReadOnlySpan<byte> name, [NotNullWhen(true)] out MarketStream? stream) =>
        Volatile.Read(ref _streams).GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(name, out stream);

    public void Add(MarketStream stream)
    {
        var next = new Dictionary<byte[], MarketStream>(_streams, Utf8NameComparer.Instance) { [stream.Utf8Name] = stream };
        Volatile.Write(ref _streams, next);
    }

    /// <summary>Takes out this very stream; another one that has come under its name stays.</summary>
    public void Remove(MarketStream stream)
    {
        if (!_streams.TryGetValue(stream.Utf8Name, out var known) || known != stream)
            return;
        var next = new Dictionary<byte[], MarketStream>(_streams, Utf8NameComparer.Instance);
        next.Remove(stream.Utf8Name);
        Volatile.Write(ref _streams, next);
    }
}
