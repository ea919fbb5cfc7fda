using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansTrading.Simulator.Rest;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.BinanceTrading;

/// <summary>
/// A request with its parameters, which may stand in the query, in a form body, or in both. What is signed is the query followed by the
/// body, byte by byte as they were sent, without the signature itself.
/// </summary>
internal sealed class SignedRequest
{
    private const string SignatureName = "signature=";
    private const long StandardWindow = 5_000;
    private const long LargestWindow = 60_000;
    private const long Ahead = 1_000;

    private readonly string _payload;
    private readonly string? _signature;

    private SignedRequest(string key, string query, string body)
    {
        Key = key;
        (query, var inQuery) = TakeSignature(query);
        (body, var inBody) = TakeSignature(body);
        _payload = query + body;
        _signature = inQuery ?? inBody;
        Parameters = [];
        Read(query);
        Read(body);
    }

    /// <summary>Of the header; empty when it is absent.</summary>
    public string Key { get; }

    public Dictionary<string, string> Parameters { get; }

    public static async Task<SignedRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var query = request.QueryString.HasValue ? request.QueryString.Value![1..] : "";
        using var reader = new StreamReader(request.Body, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
        var body = await reader.ReadToEndAsync(cancellationToken);
        return new SignedRequest(request.Headers["X-MBX-APIKEY"].ToString(), query, body);
    }

    /// <summary>Whose key it is.</summary>
    public ApiError? Identify(TradingVenue venue, out TradingAccount account)
    {
        account = null!;
        if (Key.Length == 0 || Key.Length > 128 || !Key.All(char.IsAsciiLetterOrDigit))
            return new ApiError(StatusCodes.Status401Unauthorized, -2014, "API-key format invalid.");
        return venue.TryAccount(Key, out var known) && (account = known) is not null
            ? null
            : new ApiError(StatusCodes.Status401Unauthorized, -2015, "Invalid API-key, IP, or permissions for action.");
    }

    /// <summary>Whether the owner of the secret sent it, and lately by the venue's clock.</summary>
    public ApiError? Verify(string secret, long now)
    {
        if (_signature is null)
            return ApiError.Missing("signature");
        if (!Parameters.TryGetValue("timestamp", out var text))
            return ApiError.Missing("timestamp");
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var timestamp))
            return RequestErrors.Illegal("timestamp", "^[0-9]{1,20}$");
        var window = StandardWindow;
        if (Parameters.TryGetValue("recvWindow", out var wanted)
            && (!decimal.TryParse(wanted, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var asked) || (window = (long)asked) > LargestWindow))
            return new ApiError(StatusCodes.Status400BadRequest, -1131, "recvWindow must be less than 60000.");
        if (timestamp >= now + Ahead)
            return new ApiError(StatusCodes.Status400BadRequest, -1021, "Timestamp for this request was 1000ms ahead of the server's time.");
        if (now - timestamp > window)
            return new ApiError(StatusCodes.Status400BadRequest, -1021, "Timestamp for this request is outside of the recvWindow.");
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(_payload)));
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(_signature.ToLowerInvariant()))
            ? null
            : new ApiError(StatusCodes.Status400BadRequest, -1022, "Signature for this request is not valid.");
    }

    private static (string Unsigned, string? Signature) TakeSignature(string text)
    {
        var parts = text.Split('&');
        var at = Array.FindIndex(parts, part => part.StartsWith(SignatureName, StringComparison.Ordinal));
        return at < 0
            ? (text, null)
            : (string.Join('&', parts.Where((_, index) => index != at)), parts[at][SignatureName.Length..]);
    }

    private void Read(string text)
    {
        foreach (var part in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=');
            if (equals > 0)
                Parameters[Decode(part[..equals])] = Decode(part[(equals + 1)..]);
        }
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
