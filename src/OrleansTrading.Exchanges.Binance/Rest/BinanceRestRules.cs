using System.Net;
using System.Text;
using System.Text.Json;
using OrleansTrading.Exchanges.Binance.Environment;
using OrleansTrading.Exchanges.Binance.Errors;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Rest;

namespace OrleansTrading.Exchanges.Binance.Rest;

/// <summary>REST peculiarities of the venue.</summary>
internal sealed class BinanceRestRules(BinanceEnvironment environment) : IVenueRestRules
{
    private const int LongestQuote = 200;

    public Uri Address => environment.RestAddress;

    public string UsedWeightHeader => "X-MBX-USED-WEIGHT-1M";

    public VenueException Translate(string request, HttpStatusCode status, ReadOnlySpan<byte> body, TimeSpan? retryAfter)
    {
        var error = TryRead(body);
        var (kind, isTransient) = BinanceErrors.Classify(status, error?.Code);
        var said = error?.Message ?? Encoding.UTF8.GetString(body[..Math.Min(body.Length, LongestQuote)]);
        var code = error?.Code is { } known ? $" {known}" : "";
        return new VenueException(kind, isTransient, $"{request}: HTTP {(int)status}{code} {said}")
        {
            Code = error?.Code,
            RetryAfter = retryAfter,
        };
    }

    private static BinanceError? TryRead(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, BinanceJson.Default.BinanceError);
        }
        catch (JsonException)
        {
            // Gateways before the venue answer in HTML.
            return null;
        }
    }
}
