using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansTrading.Exchanges.Tests.Trading;

/// <summary>A venue that answers questions on connections that it keeps, and hangs up on every order after reading it.</summary>
internal sealed class HangingUpVenue : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, string> _answer;
    private int _orders;
    private int _questions;

    public HangingUpVenue(Func<string, string> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public int Orders => Volatile.Read(ref _orders);

    public int Questions => Volatile.Read(ref _questions);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var buffer = new byte[64 * 1024];
                while (await stream.ReadAsync(buffer) is var count and > 0)
                {
                    var request = Encoding.ASCII.GetString(buffer, 0, count);
                    if (request.StartsWith("POST", StringComparison.Ordinal))
                    {
                        Interlocked.Increment(ref _orders);
                        return;
                    }

                    Interlocked.Increment(ref _questions);
                    var body = _answer(request.Split(' ')[1]);
                    await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
                }
            }
            catch (IOException)
            {
                // The client has gone.
            }
        }
    }
}
