using System.Net.Http.Json;
using System.Text.Json;
using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Grains.Alerting.Sinks;

/// <summary>Sends with the Bot API's <c>sendMessage</c>, https://core.telegram.org/bots/api#sendmessage. The token is a part of the address.</summary>
internal sealed class TelegramSink(Uri api, string token, string chat, TimeProvider time) : IAlertSink
{
    private const int LongestDescription = 200;

    private readonly HttpClient _http = HttpAnswers.NewClient();
    private readonly Uri _address = new($"{api.ToString().TrimEnd('/')}/bot{token}/sendMessage");

    public async Task<DeliveryFailure?> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var body = new Dictionary<string, object>
        {
            ["chat_id"] = chat,
            ["text"] = TelegramText.Of(message),
            ["parse_mode"] = "HTML",
            ["link_preview_options"] = new Dictionary<string, bool> { ["is_disabled"] = true },
            ["disable_notification"] = message.Severity == NotificationSeverity.Information,
        };
        try
        {
            using var answer = await _http.PostAsJsonAsync(_address, body, cancellationToken);
            var (isOk, description, wait) = Read(await answer.Content.ReadAsStringAsync(cancellationToken));
            if (answer.IsSuccessStatusCode && isOk)
                return null;
            var failure = HttpAnswers.FailureOf(answer, time, description);
            return wait is null ? failure : failure with { RetryAfter = wait };
        }
        catch (HttpRequestException failure)
        {
            return HttpAnswers.FailureOf(failure);
        }
    }

    public void Dispose() => _http.Dispose();

    private (bool IsOk, string? Description, TimeSpan? Wait) Read(string answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return (false, null, null);
            var isOk = root.TryGetProperty("ok", out var ok) && ok.ValueKind == JsonValueKind.True;
            var description = root.TryGetProperty("description", out var words) && words.ValueKind == JsonValueKind.String ? words.GetString() : null;
            var wait = root.TryGetProperty("parameters", out var parameters) && parameters.ValueKind == JsonValueKind.Object
                && parameters.TryGetProperty("retry_after", out var seconds) && seconds.ValueKind == JsonValueKind.Number && seconds.TryGetInt32(out var count) ? TimeSpan.FromSeconds(count) : (TimeSpan?)null;
            return (isOk, description is null ? null : Notification.Shorten(description.Replace(token, "(token)", StringComparison.Ordinal), LongestDescription), wait);
        }
        catch (JsonException)
        {
            // A proxy's page, for one: the status says enough.
            return (false, null, null);
        }
    }
}
