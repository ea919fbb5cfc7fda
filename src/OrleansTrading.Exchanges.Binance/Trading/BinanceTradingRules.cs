using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using OrleansTrading.Exchanges.Binance.Environment;
using OrleansTrading.Exchanges.Binance.Errors;
using OrleansTrading.Exchanges.Binance.Rest;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Exchanges.Binance.Trading;

/// <summary>
/// How the venue wants requests signed, and what its refusals leave open.
/// See https://developers.binance.com/docs/derivatives/usds-margined-futures/general-info.
/// </summary>
/// <param name="environment">Where the venue is.</param>
/// <param name="receiveWindow">How long after its time stamp a request may arrive, in time of our own.</param>
/// <param name="speed">Venue seconds in one of ours: the window is the venue's time.</param>
internal sealed class BinanceTradingRules(BinanceEnvironment environment, TimeSpan receiveWindow, Func<double>? speed = null) : ISignedRestRules
{
    /// <summary>The venue takes none that is longer.</summary>
    private static readonly TimeSpan LongestWindow = TimeSpan.FromMinutes(1);

    private const string KeyHeader = "X-MBX-APIKEY";
    private const int TooManyOrders = -1015;
    private const int Duplicate = -4116;

    /// <summary>The venue's backend did not answer its front, or with something that it did not expect.</summary>
    private static readonly int[] Open = [-1000, -1001, -1006, -1007];

    private static readonly (string Header, TimeSpan Window)[] OrderCounts =
    [
        ("X-MBX-ORDER-COUNT-10S", BinanceOrderLimits.TenSeconds), ("X-MBX-ORDER-COUNT-1M", BinanceOrderLimits.Minute),
    ];

    private readonly BinanceRestRules _rules = new(environment);

    public Uri Address => _rules.Address;

    public string? UsedWeightHeader => _rules.UsedWeightHeader;

    public VenueException Translate(string request, HttpStatusCode status, ReadOnlySpan<byte> body, TimeSpan? retryAfter) =>
        _rules.Translate(request, status, body, retryAfter);

    /// <remarks>
    /// What makes something goes in the body; a cancellation goes in the query like a question, for it may be sent twice without harm, and
    /// not everything between here and the venue hands on the body of a DELETE.
    /// </remarks>
    public HttpRequestMessage Sign(SignedRequest request, ApiKeys keys, long time)
    {
        var text = Encode(request.Parameters);
        if (request.IsSigned)
        {
            text += $"{(text.Length == 0 ? "" : "&")}recvWindow={WindowMilliseconds()}&timestamp={time.ToString(CultureInfo.InvariantCulture)}";
            text += $"&signature={Signature(text, keys.Secret)}";
        }

        var hasBody = request.Method == HttpMethod.Post || request.Method == HttpMethod.Put;
        var message = new HttpRequestMessage(request.Method, new Uri(Address, hasBody || text.Length == 0 ? request.Path : $"{request.Path}?{text}"))
        {
            Content = hasBody ? new StringContent(text, Encoding.ASCII, "application/x-www-form-urlencoded") : null,
        };
        message.Headers.TryAddWithoutValidation(KeyHeader, keys.Key);
        return message;
    }

    /// <summary>A code of the venue is its word, whatever the HTTP status; without one the status has to say it.</summary>
    public bool LeavesOutcomeOpen(HttpStatusCode status, VenueException refusal) => refusal.Code switch
    {
        // The order of that id may be this very one.
        Duplicate => true,
        { } code when Open.Contains(code) => true,
        { } code when BinanceErrors.IsKnown(code) => false,
        _ => (int)status is >= 500 or 408 or < 400 && !refusal.Message.Contains("Service Unavailable.", StringComparison.Ordinal),
    };

    public bool IsOrderLimit(VenueException refusal) => refusal.Code == TooManyOrders;

    public IEnumerable<(TimeSpan Window, int Used)> OrdersUsed(HttpResponseHeaders headers)
    {
        foreach (var (header, window) in OrderCounts)
        {
            if (headers.TryGetValues(header, out var values) && int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var used))
                yield return (window, used);
        }
    }

    /// <summary>HMAC SHA-256 in hex, lower case.</summary>
    internal static string Signature(string text, string secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));

    private long WindowMilliseconds()
    {
        var window = receiveWindow * (speed?.Invoke() ?? 1);
        return (long)(window < LongestWindow ? window : LongestWindow).TotalMilliseconds;
    }

    private static string Encode(IEnumerable<KeyValuePair<string, string>> parameters) =>
        string.Join('&', parameters.Select(parameter => $"{parameter.Key}={Uri.EscapeDataString(parameter.Value)}"));
}
