using System.Text;

namespace OrleansTrading.Simulator.Streams;

/// <summary>One stream and the connections that it is sent to.</summary>
internal sealed class MarketStream
{
    private readonly Lock _lock = new();
    private volatile StreamConnection[] _subscribers = [];

    public MarketStream(string name, StreamAddress address)
    {
        Name = name;
        Address = address;
        CombinedPrefix = Encoding.UTF8.GetBytes($"{{\"stream\":\"{name}\",\"data\":");
    }

    public string Name { get; }

    public StreamAddress Address { get; }

    public StreamKind Kind => Address.Kind;

    /// <summary>What stands before the payload on a combined connection; a closing brace stands after it.</summary>
    public byte[] CombinedPrefix { get; }

    public bool IsActive => _subscribers.Length > 0;

    public StreamConnection[] Subscribers => _subscribers;

    /// <summary>False when the connection had subscribed already.</summary>
    public bool Add(StreamConnection connection)
    {
        lock (_lock)
        {
            if (_subscribers.Contains(connection))
            {
                return false;
            }

            _subscribers = [.. _subscribers, connection];
            return true;
        }
    }

    public bool Remove(StreamConnection connection)
    {
        lock (_lock)
        {
            var before = _subscribers.Length;
            _subscribers = [.. _subscribers.Where(subscriber => subscriber != connection)];
            return _subscribers.Length < before;
        }
    }
}
