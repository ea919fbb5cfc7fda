using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Okx.Environment;
using OrleansTrading.Exchanges.Okx.Errors;
using OrleansTrading.Exchanges.Rest;

namespace OrleansTrading.Exchanges.Okx.Rest;

/// <summary>REST peculiarities of the venue: it refuses with a code in the body, mostly with HTTP 200, and tells no weight.</summary>
internal sealed class OkxRestRules(OkxEnvironment environment) : IVenueRestRules
{
    private const int LongestQuote = 200;

    public Uri Address => environment.RestAddress;

    public string? UsedWeightHeader => null;

    public VenueException? FindRefusal(string request, ReadOnlySpan<byte> body)
    {
        if (body.StartsWith("{\"code\":\"0\""u8))
            return null;
        var (code, message, isOperation) = FailureIn(body);
        if (code is null or 0)
            return null;
        var (kind, isTransient) = OkxErrors.Classify(HttpStatusCode.OK, code);
        // A price or size that breaks the rules is a wrong parameter there; of an order it is a refusal.
        if (kind == ErrorKind.InvalidRequest && isOperation)
            kind = ErrorKind.OrderRejected;
        return new VenueException(kind, isTransient, $"{request}: {code} {message}") { Code = code };
    }

    public VenueException Translate(string request, HttpStatusCode status, ReadOnlySpan<byte> body, TimeSpan? retryAfter)
    {
        var (code, message, _) = FailureIn(body);
        var (kind, isTransient) = OkxErrors.Classify(status, code);
        var said = code is null ? Encoding.UTF8.GetString(body[..Math.Min(body.Length, LongestQuote)]) : $"{code} {message}";
        return new VenueException(kind, isTransient, $"{request}: HTTP {(int)status} {said}") { RetryAfter = retryAfter, Code = code };
    }

    private static (int? Code, string? Message, bool IsOperation) FailureIn(ReadOnlySpan<byte> body)
    {
        try
        {
            var failure = JsonSerializer.Deserialize(body, OkxJson.Default.OkxFailure);
            int? code = int.TryParse(failure?.Code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
            // "Operations failed": what failed and why is told by the entry.
            if (code is 1 or 2 && failure!.Data is { ValueKind: JsonValueKind.Array } data && data.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } entry
                && entry.TryGetProperty("sCode", out var own) && own.ValueKind == JsonValueKind.String && int.TryParse(own.GetString(), out var known))
            {
                return (known, entry.TryGetProperty("sMsg", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : failure.Message, true);
            }

            return (code, failure?.Message, false);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Gateways before the venue answer in HTML, or in text that is no Unicode; what else cannot be read is found by whoever reads it.
            return (null, null, false);
        }
    }
}
