using System.Net.WebSockets;
using System.Text;
using OrleansTrading.Exchanges.Streams;
using OrleansTrading.TestKit;

namespace OrleansTrading.Exchanges.Tests.Streams;

/// <summary>
/// A venue in memory that speaks the subscription protocol, for long stretches of time moved by hand. Each connection hears what
/// was sent since it subscribed, in order, and late by a chance of its own.
/// </summary>
internal sealed class MemoryVenue(ManualTimeProvider time, Random random) : IStreamDialer
{
    private readonly Lock _gate = new();
    private readonly List<MemorySocket> _sockets = [];
    private readonly List<TimeSpan> _dials = [];

    /// <summary>When connections were made.</summary>
    public IReadOnlyList<TimeSpan> Dials
    {
        get
        {
            lock (_gate)
                return [.. _dials];
        }
    }

    public IReadOnlyList<MemorySocket> Open
    {
        get
        {
            lock (_gate)
                return [.. _sockets];
        }
    }

    public Task<WebSocket> DialAsync(Uri address, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var now = time.GetElapsedTime(0);
            _dials.Add(now);
            var socket = new MemorySocket(now, Left);
            _sockets.Add(socket);
            return Task.FromResult<WebSocket>(socket);
        }
    }

    /// <summary>Every connection that is subscribed is to hear it.</summary>
    public void Send(string stream, string data)
    {
        var frame = Encoding.UTF8.GetBytes($$"""{"stream":"{{stream}}","data":{{data}}}""");
        foreach (var socket in Open)
            socket.Queue(stream, frame);
    }

    /// <summary>Some of what is on its way arrives, or all of it; completes when it has been handled.</summary>
    public async Task DeliverAsync(bool all)
    {
        foreach (var socket in Open)
        {
            if (all || random.Next(3) > 0)
                socket.Deliver(all ? int.MaxValue : random.Next(1, 20));
        }

        await SettleAsync();
    }

    /// <summary>Completes when every connection waits for more.</summary>
    public async Task SettleAsync()
    {
        foreach (var socket in Open)
            await socket.WhenIdleAsync().WaitAsync(Patience.Long);
    }

    public void Dispose()
    {
    }

    private void Left(MemorySocket socket)
    {
        lock (_gate)
            _sockets.Remove(socket);
    }
}
