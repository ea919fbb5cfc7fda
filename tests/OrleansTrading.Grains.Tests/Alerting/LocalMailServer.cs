using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace OrleansTrading.Grains.Tests.Alerting;

/// <summary>A mail server on a free port of this machine: as much SMTP as takes a mail in, with a certificate encrypted by STARTTLS.</summary>
internal sealed class LocalMailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2? _certificate;
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentQueue<string> _mails = new();
    private readonly ConcurrentQueue<string> _commands = new();
    private readonly ConcurrentQueue<string> _encrypted = new();
    private readonly Task _running;

    public LocalMailServer(X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener.Start();
        _running = RunAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Mails as they came, with their headers.</summary>
    public IReadOnlyList<string> Mails => [.. _mails];

    /// <summary>Commands that came in the clear.</summary>
    public IReadOnlyList<string> Commands => [.. _commands];

    /// <summary>Commands, and answers to questions, that came encrypted.</summary>
    public IReadOnlyList<string> Encrypted => [.. _encrypted];

    /// <summary>What RCPT TO is answered with.</summary>
    public Func<string, string> RecipientAnswer { get; set; } = _ => "250 OK";

    /// <summary>Takes connections and says nothing.</summary>
    public bool IsHanging { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _running;
        _listener.Dispose();
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
        catch (OperationCanceledException)
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
                if (IsHanging)
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _ending.Token);
                if (!await TalkAsync(client.GetStream(), _commands, greeting: "220 local"))
                    return;
                await using var encrypted = new SslStream(client.GetStream());
                await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _ending.Token);
                await TalkAsync(encrypted, _encrypted, greeting: null);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException or AuthenticationException)
        {
            // The other side has gone or will not have the certificate, or the test is over.
        }
    }

    /// <summary>Answers whether encryption is to begin.</summary>
    private async Task<bool> TalkAsync(Stream stream, ConcurrentQueue<string> commands, string? greeting)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\r\n", AutoFlush = true };
        if (greeting is not null)
            await writer.WriteLineAsync(greeting);
        while (await reader.ReadLineAsync(_ending.Token) is { } line)
        {
            commands.Enqueue(line);
            var command = line.Split(' ', ':')[0].ToUpperInvariant();
            if (command == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                _mails.Enqueue(await ReadMailAsync(reader));
            }
            else if (command == "AUTH")
            {
                await writer.WriteLineAsync("334 UGFzc3dvcmQ6");
                commands.Enqueue(await reader.ReadLineAsync(_ending.Token) ?? "");
            }

            await writer.WriteLineAsync(AnswerTo(command, line));
            if (command is "QUIT" or "STARTTLS")
                return command == "STARTTLS" && _certificate is not null;
        }

        return false;
    }

    private string AnswerTo(string command, string line) => command switch
    {
        "QUIT" => "221 bye",
        "RCPT" => RecipientAnswer(line),
        "AUTH" => "235 welcome",
        "STARTTLS" => "220 go on",
        "EHLO" when _certificate is not null => "250-local\r\n250-STARTTLS\r\n250 AUTH LOGIN",
        _ => "250 OK",
    };

    private async Task<string> ReadMailAsync(StreamReader reader)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(_ending.Token) is { } line && line != ".")
            mail.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append('\n');
        return mail.ToString();
    }
}
