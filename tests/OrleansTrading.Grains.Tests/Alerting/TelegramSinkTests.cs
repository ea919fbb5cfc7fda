using System.Text.RegularExpressions;
using OrleansTrading.Domain.Alerting;
using OrleansTrading.Grains.Alerting;
using OrleansTrading.Grains.Alerting.Sinks;

namespace OrleansTrading.Grains.Tests.Alerting;

public sealed partial class TelegramSinkTests : IAsyncLifetime
{
    private const string Token = "12345:planted-token";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private LocalReceiver _receiver = null!;

    public async ValueTask InitializeAsync()
    {
        _receiver = await LocalReceiver.StartAsync();
        _receiver.Answer = LocalReceiver.Status(200, """{"ok":true,"result":{"message_id":1}}""");
    }

    public async ValueTask DisposeAsync() => await _receiver.DisposeAsync();

    [Fact]
    public async Task Send_MarkupInTheText_IsEscaped()
    {
        (await SendAsync(Messages.Of(Messages.Event("a < b & c", "x > y <script>", NotificationSeverity.Critical)) with { Rest = 2 })).ShouldBeNull();
        var got = _receiver.Requests.ShouldHaveSingleItem();
        got.Path.ShouldBe($"/bot{Token}/sendMessage");
        (got.Json.GetProperty("chat_id").GetString(), got.Json.GetProperty("parse_mode").GetString()).ShouldBe(("-100200", "HTML"));
        got.Json.GetProperty("text").GetString().ShouldBe("<b>[critical] a &lt; b &amp; c</b>\nx &gt; y &lt;script&gt;\n<i>and 2 more</i>");
        got.Json.GetProperty("disable_notification").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Send_LongerThanTelegramTakes_IsCutBetweenNotificationsAndCountsTheRest()
    {
        var lines = Enumerable.Range(0, 40).Select(i => Messages.Event($"T{i}", new string('&', 120))).ToArray();
        await SendAsync(Messages.Of(lines) with { Rest = 5, Lost = 3 });
        await SendAsync(Messages.Of(Messages.Event(new string('<', 200), new string('&', 1000))));
        var texts = _receiver.Requests.Select(got => got.Json.GetProperty("text").GetString()!).ToList();
        texts.ShouldAllBe(text => text.Length <= TelegramText.MostCharacters);
        var shown = HeadLine().Count(texts[0]);
        shown.ShouldBeInRange(4, 39);
        texts[0].ShouldEndWith($"<i>and {40 - shown + 5} more</i>\n<i>3 earlier notifications could not be delivered here</i>");
        foreach (var text in texts)
            NotAnEscape().IsMatch(text).ShouldBeFalse("no escape is cut");
        HeadLine().Count(texts[1]).ShouldBe(1, "the longest notification there is fits");
    }

    [Fact]
    public async Task Send_TooFast_WaitsAsLongAsTelegramAsks()
    {
        _receiver.Answer = LocalReceiver.Status(429, """{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 31","parameters":{"retry_after":31}}""");
        (await SendAsync(Messages.Of(Messages.Event()))).ShouldBe(new DeliveryFailure("HTTP 429: Too Many Requests: retry after 31", TimeSpan.FromSeconds(31)));
    }

    [Theory]
    [InlineData(400, """{"ok":false,"description":"Bad Request: can't parse entities"}""", "HTTP 400: Bad Request: can't parse entities", true)]
    [InlineData(401, """{"ok":false,"description":"Unauthorized 12345:planted-token"}""", "HTTP 401: Unauthorized (token)", false)]
    [InlineData(502, "<html>planted</html>", "HTTP 502", false)]
    [InlineData(200, "[]", "HTTP 200", false)]
    [InlineData(429, """{"ok":false,"parameters":{"retry_after":"soon"}}""", "HTTP 429", false)]
    public async Task Send_Refused_SaysWhyWithoutTheToken(int status, string body, string reason, bool isFinal)
    {
        _receiver.Answer = LocalReceiver.Status(status, body);
        (await SendAsync(Messages.Of(Messages.Event()))).ShouldBe(new DeliveryFailure(reason, null, isFinal));
    }

    private async Task<DeliveryFailure?> SendAsync(OutgoingMessage message)
    {
        using var sinks = Messages.SinksOf(new AlertRouteOptions { Kind = AlertRouteKind.Telegram, Address = _receiver.Address, Secret = Token, ChatId = "-100200" });
        return await sinks.SendAsync(message, CancellationToken.None).WaitAsync(Limit, TimeProvider.System);
    }

    [GeneratedRegex("<b>")]
    private static partial Regex HeadLine();

    [GeneratedRegex("&(?!(amp|lt|gt);)")]
    private static partial Regex NotAnEscape();
}
