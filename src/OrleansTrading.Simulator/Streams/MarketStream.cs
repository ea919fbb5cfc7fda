using System.Text;

namespace OrleansTrading.Simulator.Streams;

/// <summary>One stream and the connections that it is sent to.</summary>
internal sealed class MarketStream
{
    private readonly Lock _lock = new();
    private volatile StreamConnection[] _subscribers = [];
    private volatile StreamConnection[] _newcomers = [];

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

    public bool IsActive => _subscribers.Length > 0 || _newcomers.Length > 0;

    public StreamConnection[] Subscribers => _subscribers;

    /// <summary>Who has subscribed to a stream that begins with a snapshot, and has not had it yet.</summary>
    public StreamConnection[] Newcomers => _newcomers;

    private bool Greets => Address.Path >= ListenPath.V2;

    /// <summary>False when the connection had subscribed already.</summary>
    public bool Add(StreamConnection connection)
    {
        lock (_lock)
        {
            if (_subscribers.Contains(connection) || _newcomers.Contains(connection))
            {
                return false;
            }

            if (Greets)
            {
                _newcomers = [.. _newcomers, connection];
            }
            else
            {
                _subscribers = [.. _subscribers, connection];
            }

            return true;
        }
    }

    /// <summary>The newcomer has had its snapshot, and gets what the others get; unless it has gone meanwhile.</summary>
    public void Admit(StreamConnection connection)
    {
        lock (_lock)
        {
            if (_newcomers.Contains(connection))
            {
                _newcomers = [.. _newcomers.Where(newcomer => newcomer != connection)];
                _subscribers = [.. _subscribers, connection];
            }
        }
    }

    public bool Remove(StreamConnection connection)
    {
        lock (_lock)
        {
            var before = _subscribers.Length + _newcomers.Length;
            _subscribers = [.. _subscribers.Where(subscriber => subscriber != connection)];
            _newcomers = [.. _newcomers.Where(newcomer => newcomer != connection)];
            return _subscribers.Length + _newcomers.Length < before;
        }
    }
}
