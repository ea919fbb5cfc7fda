using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Okx.Environment;
using OrleansTrading.Exchanges.Okx.Errors;
using OrleansTrading.Exchanges.Okx.Rest;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Exchanges.Okx.Trading;

/// <summary>
/// How the venue wants requests signed, and what its refusals leave open.
/// See https://www.okx.com/docs-v5/en/#overview-rest-authentication.
/// </summary>
/// <param name="environment">Where the venue is.</param>
/// <param name="receiveWindow">How long after its time stamp an order may arrive, in time of our own.</param>
/// <param name="speed">Venue seconds in one of ours: the window is the venue's time.</param>
internal sealed class OkxTradingRules(OkxEnvironment environment, TimeSpan receiveWindow, Func<double>? speed = null) : ISignedRestRules
{
    /// <summary>
    /// The venue refuses what was signed longer ago than this (50102), and nothing else bounds a conditional order: its endpoint is not among those
    /// that obey <c>expTime</c>. See https://www.okx.com/docs-v5/en/#overview-transaction-timeouts.
    /// </summary>
    public static readonly TimeSpan SignatureWindow = TimeSpan.FromSeconds(30);

    private const int TooManyOrdersOfTheAccount = 50061;

    /// <summary>The venue says that it does not know, or that it failed in the middle.</summary>
    private static readonly int[] Open = [50001, 50004, 50026, 51054, 51149, 51412];

    private readonly OkxRestRules _rules = new(environment);

    public Uri Address => _rules.Address;

    public string? UsedWeightHeader => null;

    public VenueException? FindRefusal(string request, ReadOnlySpan<byte> body) => _rules.FindRefusal(request, body);

    public VenueException Translate(string request, HttpStatusCode status, ReadOnlySpan<byte> body, TimeSpan? retryAfter) =>
        _rules.Translate(request, status, body, retryAfter);

    /// <remarks>What is signed is the time, the method, the path with its query, and the body.</remarks>
    public HttpRequestMessage Sign(SignedRequest request, ApiKeys keys, long time)
    {
        var path = request.Path + (request.Parameters.Count == 0 ? "" : "?" + Encode(request.Parameters));
        var stamp = DateTimeOffset.FromUnixTimeMilliseconds(time).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var message = new HttpRequestMessage(request.Method, new Uri(Address, path)) { Content = request.Body is null ? null : request.ToJsonContent() };
        var headers = message.Headers;
        headers.TryAddWithoutValidation("OK-ACCESS-KEY", keys.Key);
        headers.TryAddWithoutValidation("OK-ACCESS-SIGN", Signature(stamp + request.Method + path + request.Body, keys.Secret));
        headers.TryAddWithoutValidation("OK-ACCESS-TIMESTAMP", stamp);
        headers.TryAddWithoutValidation("OK-ACCESS-PASSPHRASE", keys.Passphrase);
        if (environment.IsDemo)
            headers.TryAddWithoutValidation("x-simulated-trading", "1");
        // The signature is good for half a minute; an order is to be taken sooner or not at all.
        if (request.Path == OkxRequests.OrderPath && request.Orders > 0)
            headers.TryAddWithoutValidation("expTime", (time + WindowMilliseconds()).ToString(CultureInfo.InvariantCulture));
        return message;
    }

    /// <summary>A code of the venue is its word, whatever the HTTP status; without one the status has to say it.</summary>
    public bool LeavesOutcomeOpen(HttpStatusCode status, VenueException refusal) => refusal.Code switch
    {
        { } code when Open.Contains(code) => true,
        // The order of that id may be this very one.
        not null when refusal.Kind == ErrorKind.DuplicateOrder => true,
        { } code when OkxErrors.IsKnown(code) => false,
        _ => (int)status is >= 500 or 408 or < 400,
    };

    public bool IsOrderLimit(VenueException refusal) => refusal.Code == TooManyOrdersOfTheAccount;

    private long WindowMilliseconds() => (long)(receiveWindow.TotalMilliseconds * Math.Max(1, speed?.Invoke() ?? 1));

    /// <summary>HMAC SHA-256 in Base64.</summary>
    internal static string Signature(string text, string secret) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));

    private static string Encode(IEnumerable<KeyValuePair<string, string>> parameters) =>
        string.Join('&', parameters.Select(parameter => $"{parameter.Key}={Uri.EscapeDataString(parameter.Value)}"));
}
