using System.Net;
using System.Text;
using System.Text.Json;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Kraken.Environment;
using OrleansTrading.Exchanges.Kraken.Errors;
using OrleansTrading.Exchanges.Rest;

namespace OrleansTrading.Exchanges.Kraken.Rest;

/// <summary>REST peculiarities of the venue: it refuses with HTTP 200 and a list of error texts, and tells no weight.</summary>
internal sealed class KrakenRestRules(KrakenEnvironment environment) : IVenueRestRules
{
    private const int LongestQuote = 200;

    public Uri Address => environment.RestAddress;

    public string? UsedWeightHeader => null;

    public VenueException? FindRefusal(string request, ReadOnlySpan<byte> body)
    {
        if (body.StartsWith("{\"error\":[]"u8) || ErrorIn(body) is not { } error)
            return null;
        var (kind, isTransient) = KrakenErrors.Classify(error);
        return new VenueException(kind, isTransient, $"{request}: {error}");
    }

    public VenueException Translate(string request, HttpStatusCode status, ReadOnlySpan<byte> body, TimeSpan? retryAfter)
    {
        var error = ErrorIn(body);
        var (kind, isTransient) = error is null ? KrakenErrors.Classify(status) : KrakenErrors.Classify(error);
        if (kind == ErrorKind.Unknown)
            (kind, isTransient) = KrakenErrors.Classify(status);
        var said = error ?? Encoding.UTF8.GetString(body[..Math.Min(body.Length, LongestQuote)]);
        return new VenueException(kind, isTransient, $"{request}: HTTP {(int)status} {said}") { RetryAfter = retryAfter };
    }

    /// <summary>The first error; texts that begin with W are warnings.</summary>
    private static string? ErrorIn(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, KrakenJson.Default.KrakenFailure)?.Error?.FirstOrDefault(text => text?.StartsWith('E') == true);
        }
        catch (JsonException)
        {
            // Gateways before the venue answer in HTML; what else cannot be read is found by whoever reads it.
            return null;
        }
    }
}
