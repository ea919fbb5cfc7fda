using System.Net;
using System.Net.Sockets;
using System.Text;
using OrleansTrading.Domain.Alerting;
using OrleansTrading.Grains.Alerting;
using OrleansTrading.Grains.Alerting.Sinks;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Alerting;

public sealed class WebhookSinkTests : IAsyncLifetime
{
    private const string Secret = "planted-webhook-secret";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private LocalReceiver _receiver = null!;

    public async ValueTask InitializeAsync() => _receiver = await LocalReceiver.StartAsync();

    public async ValueTask DisposeAsync() => await _receiver.DisposeAsync();

    [Fact]
    public async Task Send_SignedAsJson_IsConfirmed()
    {
        var time = new ManualTimeProvider();
        using var sinks = Messages.SinksOf(Route(), time);
        (await SendAsync(sinks, Messages.Of(Messages.Event("First"), Messages.Event("Second")) with { Rest = 3, Lost = 7 })).ShouldBeNull();

        var got = _receiver.Requests.ShouldHaveSingleItem();
        (got.Path, got.Headers["Content-Type"], got.Headers[WebhookSink.MessageIdHeader]).ShouldBe(("/hook/planted-path", "application/json", "m-1"));
        var timestamp = got.Headers[WebhookSink.TimestampHeader];
        long.Parse(timestamp).ShouldBe(time.GetUtcNow().ToUnixTimeSeconds());
        got.Headers[WebhookSink.SignatureHeader].ShouldBe(WebhookSink.SignatureOf(Secret, timestamp, got.Body));
        got.Json.EnumerateObject().Select(member => member.Name).ShouldBe(["id", "route", "group", "severity", "subject", "notifications", "more", "lost"]);
        var first = got.Json.GetProperty("notifications")[0];
        first.GetProperty("title").GetString().ShouldBe("First");
        first.GetProperty("labels").GetProperty("venue").GetString().ShouldBe("binance");
        (got.Json.GetProperty("more").GetInt32(), got.Json.GetProperty("lost").GetInt32()).ShouldBe((3, 7));
    }

    /// <summary>Worked out with OpenSSL: printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac key.</summary>
    [Fact]
    public void Signature_OfAKnownBody_IsTheKnownOne() =>
        WebhookSink.SignatureOf("key", "1700000000", Encoding.ASCII.GetBytes("""{"a":1}""")).ShouldBe("sha256=a438e398bfafc57e4396bb7fc2304422f0f768e965d073ca313cb52e22e6ad03");

    [Theory]
    [InlineData(500, false)]
    [InlineData(302, false)]
    [InlineData(401, false)]
    [InlineData(400, true)]
    [InlineData(413, true)]
    public async Task Send_Refused_SaysTheStatusAndWhetherItIsFinal(int status, bool isFinal)
    {
        _receiver.Answer = LocalReceiver.Status(status, Secret, ("Location", "http://127.0.0.1:1/elsewhere"));
        using var sinks = Messages.SinksOf(Route());
        (await SendAsync(sinks, Messages.Of(Messages.Event()))).ShouldBe(new DeliveryFailure($"HTTP {status}", null, isFinal));
        _receiver.Requests.Count.ShouldBe(1, "no redirection is followed");
    }

    [Fact]
    public async Task Send_RefusedForAWhile_SaysForHowLong()
    {
        var time = new ManualTimeProvider();
        using var sinks = Messages.SinksOf(Route(), time);
        _receiver.Answer = LocalReceiver.Status(429, "", ("Retry-After", "17"));
        (await SendAsync(sinks, Messages.Of(Messages.Event())))!.RetryAfter.ShouldBe(TimeSpan.FromSeconds(17));
        _receiver.Answer = LocalReceiver.Status(503, "", ("Retry-After", time.GetUtcNow().AddSeconds(90).ToString("R")));
        (await SendAsync(sinks, Messages.Of(Messages.Event())))!.RetryAfter!.Value.ShouldBe(TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Send_NotAnswered_EndsAtTheTimeLimit()
    {
        var time = new ManualTimeProvider();
        _receiver.Answer = LocalReceiver.Hang;
        using var sinks = Messages.SinksOf(Route(), time);
        var sending = SendAsync(sinks, Messages.Of(Messages.Event()));
        await Eventually.TrueAsync(() => Task.FromResult(_receiver.Requests.Count == 1), Limit);
        time.Advance(TimeSpan.FromSeconds(14));
        sending.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(1));
        (await sending).ShouldBe(new DeliveryFailure("no answer within 15 s"));
    }

    [Fact]
    public async Task Send_NobodyListens_SaysNeitherAddressNorSecret()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var sinks = Messages.SinksOf(new AlertRouteOptions { Address = $"http://127.0.0.1:{port}/planted-path", Secret = Secret });
        (await SendAsync(sinks, Messages.Of(Messages.Event()))).ShouldBe(new DeliveryFailure("no connection to the receiver"));
    }

    [Fact]
    public async Task Test_OfARoute_SendsATestPastAllRules()
    {
        using var sinks = Messages.SinksOf(Route());
        (await sinks.TestAsync(Messages.Route, CancellationToken.None).WaitAsync(Limit, TimeProvider.System)).ShouldBeNull();
        _receiver.Requests.Single().Json.GetProperty("notifications")[0].GetProperty("kind").GetString().ShouldBe("test");
    }

    private AlertRouteOptions Route() => new() { Address = $"{_receiver.Address}/hook/planted-path", Secret = Secret };

    private static Task<DeliveryFailure?> SendAsync(AlertSinks sinks, OutgoingMessage message) =>
        sinks.SendAsync(message, CancellationToken.None).WaitAsync(Limit, TimeProvider.System);
}
