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
        var (code, message) = FailureIn(body);
        if (code is null or 0)
            return null;
        var (kind, isTransient) = OkxErrors.Classify(HttpStatusCode.OK, code);
        return new VenueException(kind, isTransient, $"{request}: {code} {message}") { Code = code };
    }

    public VenueException Translate(string request, HttpStatusCode status, ReadOnlySpan<byte> body, TimeSpan? retryAfter)
    {
        var (code, message) = FailureIn(body);
        var (kind, isTransient) = OkxErrors.Classify(status, code);
        var said = code is null ? Encoding.UTF8.GetString(body[..Math.Min(body.Length, LongestQuote)]) : $"{code} {message}";
        return new VenueException(kind, isTransient, $"{request}: HTTP {(int)status} {said}") { RetryAfter = retryAfter, Code = code };
    }

    private static (int? Code, string? Message) FailureIn(ReadOnlySpan<byte> body)
    {
        try
        {
            var failure = JsonSerializer.Deserialize(body, OkxJson.Default.OkxFailure);
            return (int.TryParse(failure?.Code, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null, failure?.Message);
        }
        catch (JsonException)
        {
            // Gateways before the venue answer in HTML; what else cannot be read is found by whoever reads it.
            return (null, null);
        }
    }
}
