using System.Net.Sockets;
using Npgsql;

namespace OrleansTrading.Storage.Tests.PostgreSql.Records;

/// <summary>
/// Stands between a store and its server, and can cut a connection when the server has answered and before anybody has heard it: what was asked for is
/// done, and nobody knows.
/// </summary>
internal sealed class AnswerLosingProxy : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("orleanstrading-proxy-");
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly UnixDomainSocketEndPoint _server;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _pumps = [];
    private readonly Task _accepting;
    private int _toLose;
    private int _lost;

    public AnswerLosingProxy(string connectionString)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        _server = new UnixDomainSocketEndPoint(Path.Combine(server.Host!, ".s.PGSQL.5432"));
        _listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(_directory.FullName, ".s.PGSQL.5432")));
        _listener.Listen();
        server.Host = _directory.FullName;
        ConnectionString = server.ConnectionString;
        _accepting = AcceptAsync();
    }

    public string ConnectionString { get; }

    /// <summary>Answers lost so far.</summary>
    public int Lost => Volatile.Read(ref _lost);

    /// <summary>The next answer of the server, on whatever connection, is lost.</summary>
    public void LoseNext() => Volatile.Write(ref _toLose, 1);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        await Task.WhenAll(_pumps);
        _listener.Dispose();
        _stop.Dispose();
        _directory.Delete(recursive: true);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptAsync(_stop.Token);
                _pumps.Add(ConnectAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task ConnectAsync(Socket client)
    {
        using var accepted = client;
        using var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        await server.ConnectAsync(_server, _stop.Token);
        var pumps = new[] { PumpAsync(client, server, () => true, either.Token), PumpAsync(server, client, MayPass, either.Token) };
        await Task.WhenAny(pumps);
        await either.CancelAsync();
        await Task.WhenAll(pumps);
    }

    private bool MayPass()
    {
        if (Interlocked.Exchange(ref _toLose, 0) == 0)
            return true;
        Interlocked.Increment(ref _lost);
        return false;
    }

    private static async Task PumpAsync(Socket from, Socket to, Func<bool> mayPass, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, cancellationToken) is > 0 and var read && mayPass())
            {
                for (var sent = 0; sent < read;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), cancellationToken);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException)
        {
            // One of the two has gone; so does the other.
        }
    }
}
