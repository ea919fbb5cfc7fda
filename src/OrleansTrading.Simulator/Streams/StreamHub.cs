using System.Collections.Concurrent;
using OrleansTrading.Simulator.BinanceTrading;
using OrleansTrading.Simulator.Faults;
using OrleansTrading.Simulator.Kraken;
using OrleansTrading.Simulator.Okx;

namespace OrleansTrading.Simulator.Streams;

/// <summary>All open stream connections: opening, serving, keeping alive and cutting them.</summary>
internal sealed partial class StreamHub(StreamRegistry registry, UserStreams users, KrakenControl kraken, OkxControl okx, TimeProvider time, bool waitsForConsumers, ILogger logger)
{
    private readonly ConcurrentDictionary<long, StreamConnection> _open = new();
    private readonly ControlMessages _control = new(registry, users);
    private long _lastId;

    public ICollection<StreamConnection> Open => _open.Values;

    /// <summary>Serves one connection until either side ends it.</summary>
    /// <param name="upgrade">Answers the handshake. By then the connection has what it asked for in its address: whoever knows that it is there misses nothing.</param>
    /// <param name="path">Which streams it may have.</param>
    /// <param name="combined">Whether frames name their stream.</param>
    /// <param name="names">What it asked for in its address.</param>
    /// <param name="stopping">Ends it.</param>
    public async Task ServeAsync(Func<Task<Stream>> upgrade, ListenPath path, bool combined, IEnumerable<string> names, CancellationToken stopping)
    {
        var connection = new StreamConnection(Interlocked.Increment(ref _lastId), path, combined, time, waitsForConsumers);
        LogOpened(connection.Id, path);
        using var stop = stopping.Register(() => connection.Abort());
        try
        {
            foreach (var name in names)
            {
                _control.Subscribe(connection, name);
            }

            await using var stream = await upgrade();
            // Who sees it among the open ones may count on what it asked for in its address.
            _open[connection.Id] = connection;

            if (path == ListenPath.V2)
            {
                KrakenControl.Welcome(connection);
            }

            var sending = connection.SendLoopAsync(stream);
            var reading = ReadAsync(connection, stream);
            // Reading ends when the client goes or breaks a rule; sending ends when the simulator closes or cuts.
            await Task.WhenAny(sending, reading);
            if (reading.IsCompleted)
            {
                connection.Close(1000);
                await sending;
            }

            connection.Abort();
            await reading;
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or InvalidDataException)
        {
            LogEnded(connection.Id, exception.Message);
        }
        finally
        {
            _open.TryRemove(connection.Id, out _);
            _control.UnsubscribeAll(connection);
            okx.Forget(connection);
            connection.Dispose();
            LogClosed(connection.Id);
        }
    }

    /// <summary>Cuts the connections that the fault means.</summary>
    public void Drop(FaultRequest fault)
    {
        var path = FaultValidation.ListenPathOf(fault.Path);
        var meant = fault.Symbol is null && fault.Stream is null
            ? Open
            : registry.Streams.Where(stream => StreamMatch.Matches(fault, stream)).SelectMany(stream => stream.Subscribers).Distinct();
        foreach (var connection in meant.Where(connection => path is null || connection.Path == path).Take(fault.Count ?? int.MaxValue).ToArray())
        {
            if (fault.Abrupt)
            {
                connection.Abort();
            }
            else
            {
                connection.Close(1001);
            }
        }
    }

    public void KeepAlive()
    {
        foreach (var connection in Open)
        {
            connection.KeepAlive();
        }
    }

    private async Task ReadAsync(StreamConnection connection, Stream stream)
    {
        var frames = new ClientFrames(stream);
        while (await frames.NextAsync(connection.Aborted) is var (opcode, payload))
        {
            if (opcode == WebSocketFrame.Close)
            {
                return;
            }

            if (!connection.CountControlMessage())
            {
                LogTooManyMessages(connection.Id, ControlRate.MostPerSecond);
                connection.Close(1008);
                return;
            }

            switch (opcode)
            {
                case WebSocketFrame.Ping:
                    connection.SendPong(payload.Span);
                    break;
                case WebSocketFrame.Pong:
                    connection.PongReceived();
                    break;
                case WebSocketFrame.Text when connection.Path == ListenPath.V2:
                    kraken.Handle(connection, payload);
                    break;
                case WebSocketFrame.Text when connection.Path > ListenPath.V2:
                    okx.Handle(connection, payload);
                    break;
                case WebSocketFrame.Text:
                    _control.Handle(connection, payload);
                    break;
            }
        }
    }
}
