using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OrleansTrading.Simulator.Okx;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.OkxTrading;

/// <summary>A request in the name of an account: what is signed is its time, method, path with query, and body, byte by byte.</summary>
internal sealed class PrivateRequest
{
    private const long Window = 30_000;

    private readonly IHeaderDictionary _headers;
    private readonly string _signed;

    private PrivateRequest(HttpRequest request, string body)
    {
        _headers = request.Headers;
        Method = request.Method;
        Path = request.Path.Value ?? "";
        Query = request.Query;
        Body = body;
        _signed = Method + Path + request.QueryString.Value + body;
    }

    public string Method { get; }

    public string Path { get; }

    public IQueryCollection Query { get; }

    public string Body { get; }

    public static async Task<PrivateRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
        return new PrivateRequest(request, await reader.ReadToEndAsync(cancellationToken));
    }

    /// <summary>Whether the owner of the secret sent it, and lately by the venue's clock.</summary>
    public OkxError? Verify(TradingVenue venue, long now, out TradingAccount account)
    {
        account = null!;
        var (key, stamp) = (_headers["OK-ACCESS-KEY"].ToString(), _headers["OK-ACCESS-TIMESTAMP"].ToString());
        if (key.Length == 0)
            return new OkxError(50103, "Request header \"OK-ACCESS-KEY\" cannot be empty");
        lock (venue.Gate)
        {
            if (!venue.TryAccount(key, out var known))
                return new OkxError(50111, "Invalid OK-ACCESS-KEY");
            account = known;
        }

        if (_headers["OK-ACCESS-PASSPHRASE"] != account.Keys.Passphrase)
            return new OkxError(50105, "Request header \"OK-ACCESS-PASSPHRASE\" incorrect");
        if (!DateTimeOffset.TryParse(stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return new OkxError(50112, "Invalid OK-ACCESS-TIMESTAMP");
        if (Math.Abs(now - time.ToUnixTimeMilliseconds()) > Window)
            return new OkxError(50102, "Timestamp request expired");
        return Matches(account.Keys.Secret, stamp + _signed, _headers["OK-ACCESS-SIGN"].ToString()) ? null : new OkxError(50113, "Invalid Sign");
    }

    /// <summary>Whether the time by which an order must have come is over.</summary>
    public bool IsLate(long now) => long.TryParse(_headers["expTime"], NumberStyles.None, CultureInfo.InvariantCulture, out var last) && now > last;

    /// <summary>The objects of the body: one, or those of an array.</summary>
    /// <exception cref="JsonException">The body is something else.</exception>
    public IReadOnlyList<JsonElement> Objects()
    {
        using var document = JsonDocument.Parse(Body.Length == 0 ? "{}" : Body);
        var root = document.RootElement.Clone();
        List<JsonElement> objects = root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray()] : [root];
        return objects.TrueForAll(item => item.ValueKind == JsonValueKind.Object) ? objects : throw new JsonException("Expected objects.");
    }

    public static bool Matches(string secret, string text, string signature) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)))),
        Encoding.UTF8.GetBytes(signature));
}
