using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansTrading.Grains.Tests.Alerting;

/// <summary>A mail server on a free port of this machine: as much SMTP as takes a mail in, without encryption.</summary>
internal sealed class LocalMailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentQueue<string> _mails = new();
    private readonly ConcurrentQueue<string> _commands = new();
    private readonly Task _running;

    public LocalMailServer()
    {
        _listener.Start();
        _running = RunAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Mails as they came, with their headers.</summary>
    public IReadOnlyList<string> Mails => [.. _mails];

    public IReadOnlyList<string> Commands => [.. _commands];

    /// <summary>What RCPT TO is answered with.</summary>
    public Func<string, string> RecipientAnswer { get; set; } = _ => "250 OK";

    /// <summary>Takes connections and says nothing.</summary>
    public bool IsHanging { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _running;
        _ending.Dispose();
    }

    private async Task RunAsync()
    {
        var sessions = new List<Task>();
        try
        {
            while (true)
                sessions.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_ending.Token)));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(sessions);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
                await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
                if (IsHanging)
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _ending.Token);
                await TalkAsync(reader, writer);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
        {
            // The other side has gone, or the test is over.
        }
    }

    private async Task TalkAsync(StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("220 local");
        while (await reader.ReadLineAsync(_ending.Token) is { } line)
        {
            _commands.Enqueue(line);
            var command = line.Split(' ', ':')[0].ToUpperInvariant();
            if (command == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                _mails.Enqueue(await ReadMailAsync(reader));
            }

            await writer.WriteLineAsync(command switch { "QUIT" => "221 bye", "RCPT" => RecipientAnswer(line), _ => "250 OK" });
            if (command == "QUIT")
                return;
        }
    }

    private async Task<string> ReadMailAsync(StreamReader reader)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(_ending.Token) is { } line && line != ".")
            mail.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append('\n');
        return mail.ToString();
    }
}
