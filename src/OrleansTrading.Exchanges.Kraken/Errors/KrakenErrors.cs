using System.Net;
using OrleansTrading.Exchanges.Errors;

namespace OrleansTrading.Exchanges.Kraken.Errors;

/// <summary>
/// What the venue's error texts mean to us; one table. A text is severity, category and message, with details after a
/// further colon (<c>EGeneral:Invalid arguments:interval</c>). See https://docs.kraken.com/api/docs/guides/spot-errors.
/// </summary>
internal static class KrakenErrors
{
    private static readonly Dictionary<string, (ErrorKind Kind, bool IsTransient)> Texts = new(StringComparer.Ordinal)
    {
        ["EAPI:Rate limit exceeded"] = (ErrorKind.RateLimited, true),
        ["EGeneral:Too many requests"] = (ErrorKind.RateLimited, true),
        ["EGeneral:Temporary lockout"] = (ErrorKind.Banned, true),
        ["EQuery:Unknown asset pair"] = (ErrorKind.UnknownSymbol, false),
        ["EQuery:Unknown asset"] = (ErrorKind.UnknownSymbol, false),
        ["EQuery:Invalid asset pair"] = (ErrorKind.UnknownSymbol, false),
        ["EGeneral:Invalid arguments"] = (ErrorKind.InvalidRequest, false),
        ["EGeneral:Unknown method"] = (ErrorKind.InvalidRequest, false),
        ["EAPI:Bad request"] = (ErrorKind.InvalidRequest, false),
        ["EGeneral:Internal error"] = (ErrorKind.Unavailable, true),
        ["EService:Unavailable"] = (ErrorKind.Unavailable, true),
        ["EService:Busy"] = (ErrorKind.Unavailable, true),
        ["EService:Timeout"] = (ErrorKind.Timeout, true),
        ["EService:Deadline elapsed"] = (ErrorKind.Timeout, true),
        ["EAPI:Invalid key"] = (ErrorKind.Unauthorized, false),
        ["EAPI:Invalid signature"] = (ErrorKind.Unauthorized, false),
        ["EAPI:Invalid nonce"] = (ErrorKind.Unauthorized, false),
        ["EGeneral:Permission denied"] = (ErrorKind.Unauthorized, false),
    };

    public static (ErrorKind Kind, bool IsTransient) Classify(string error)
    {
        if (Texts.TryGetValue(error, out var known))
            return known;
        var details = error.IndexOf(':', error.IndexOf(':') + 1);
        return details > 0 && Texts.TryGetValue(error[..details], out known) ? known : (ErrorKind.Unknown, false);
    }

    /// <summary>What a status without an error text means: it comes from the gateway before the venue.</summary>
    public static (ErrorKind Kind, bool IsTransient) Classify(HttpStatusCode status) => (int)status switch
    {
        429 => (ErrorKind.RateLimited, true),
        // The gateway answers 403 to an address that asks too much.
        403 => (ErrorKind.RateLimited, true),
        408 => (ErrorKind.Timeout, true),
        >= 500 => (ErrorKind.Unavailable, true),
        _ => (ErrorKind.Unknown, false),
    };
}
