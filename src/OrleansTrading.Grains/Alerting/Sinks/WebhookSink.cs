using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Grains.Alerting.Sinks;

/// <summary>
/// Posts JSON. With a secret, <c>X-Signature</c> is <c>sha256=</c> and the hexadecimal HMAC-SHA256 of <c>X-Timestamp</c> (Unix seconds),
/// a full stop and the body. <c>X-Message-Id</c> is the same at every attempt.
/// </summary>
internal sealed class WebhookSink(Uri address, string? secret, TimeProvider time) : IAlertSink
{
    public const string MessageIdHeader = "X-Message-Id";
    public const string TimestampHeader = "X-Timestamp";
    public const string SignatureHeader = "X-Signature";

    private readonly HttpClient _http = HttpAnswers.NewClient();

    public async Task<DeliveryFailure?> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(WebhookBody.Of(message), WebhookJson.Default.WebhookBody);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(MessageIdHeader, message.Id);
        if (secret is not null)
        {
            var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            request.Headers.Add(TimestampHeader, timestamp);
            request.Headers.Add(SignatureHeader, SignatureOf(secret, timestamp, body));
        }

        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return answer.IsSuccessStatusCode ? null : HttpAnswers.FailureOf(answer, time);
        }
        catch (HttpRequestException failure)
        {
            return HttpAnswers.FailureOf(failure);
        }
    }

    public static string SignatureOf(string secret, string timestamp, byte[] body)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes(timestamp + "."), .. body];
        return "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
    }

    public void Dispose() => _http.Dispose();
}
