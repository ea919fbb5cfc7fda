using System.Net;
using OrleansTrading.Exchanges.Errors;

namespace OrleansTrading.Exchanges.Binance.Errors;

/// <summary>
/// What the venue's codes mean to us; one table.
/// See https://developers.binance.com/docs/derivatives/usds-margined-futures/error-code.
/// </summary>
internal static class BinanceErrors
{
    private static readonly Dictionary<int, (ErrorKind Kind, bool IsTransient)> Codes = new()
    {
        [-1000] = (ErrorKind.Unavailable, true),
        [-1001] = (ErrorKind.Unavailable, true),
        [-1002] = (ErrorKind.Unauthorized, false),
        [-1003] = (ErrorKind.RateLimited, true),
        [-1006] = (ErrorKind.Unavailable, true),
        [-1007] = (ErrorKind.Timeout, true),
        [-1008] = (ErrorKind.Unavailable, true),
        [-1015] = (ErrorKind.RateLimited, true),
        [-1016] = (ErrorKind.Unavailable, false),
        [-1020] = (ErrorKind.InvalidRequest, false),
        [-1021] = (ErrorKind.InvalidRequest, true),
        [-1022] = (ErrorKind.Unauthorized, false),
        [-1100] = (ErrorKind.InvalidRequest, false),
        [-1101] = (ErrorKind.InvalidRequest, false),
        [-1102] = (ErrorKind.InvalidRequest, false),
        [-1103] = (ErrorKind.InvalidRequest, false),
        [-1104] = (ErrorKind.InvalidRequest, false),
        [-1105] = (ErrorKind.InvalidRequest, false),
        [-1106] = (ErrorKind.InvalidRequest, false),
        [-1111] = (ErrorKind.InvalidRequest, false),
        [-1120] = (ErrorKind.InvalidRequest, false),
        [-1121] = (ErrorKind.UnknownSymbol, false),
        [-1122] = (ErrorKind.UnknownSymbol, false),
        [-1125] = (ErrorKind.InvalidRequest, false),
        [-1127] = (ErrorKind.InvalidRequest, false),
        [-1128] = (ErrorKind.InvalidRequest, false),
        [-1130] = (ErrorKind.InvalidRequest, false),
        [-2014] = (ErrorKind.Unauthorized, false),
        [-2015] = (ErrorKind.Unauthorized, false),
        [-4141] = (ErrorKind.UnknownSymbol, false),
    };

    /// <summary>
    /// The HTTP status decides where it is unambiguous (a ban is a ban whatever its body says), the code where there is one.
    /// </summary>
    public static (ErrorKind Kind, bool IsTransient) Classify(HttpStatusCode status, int? code) => (int)status switch
    {
        418 => (ErrorKind.Banned, true),
        429 => (ErrorKind.RateLimited, true),
        // The venue's firewall answers 403 to an address that asks too much; it has no code.
        403 when code is null => (ErrorKind.RateLimited, true),
        _ when code is { } known && Codes.TryGetValue(known, out var entry) => entry,
        >= 500 => (ErrorKind.Unavailable, true),
        408 => (ErrorKind.Timeout, true),
        _ => (ErrorKind.Unknown, false),
    };
}
