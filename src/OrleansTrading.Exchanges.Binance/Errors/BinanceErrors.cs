using System.Net;
using OrleansTrading.Exchanges.Errors;

namespace OrleansTrading.Exchanges.Binance.Errors;

/// <summary>
/// What the venue's codes mean to us; one table.
/// See https://developers.binance.com/docs/derivatives/usds-margined-futures/error-code.
/// </summary>
internal static class BinanceErrors
{
    private static readonly Dictionary<int, (ErrorKind Kind, bool IsTransient)> Codes = Table(
        (ErrorKind.Unavailable, true, [-1000, -1001, -1006, -1008]),
        (ErrorKind.Unavailable, false, [-1016]),
        (ErrorKind.RateLimited, true, [-1003, -1015]),
        (ErrorKind.Timeout, true, [-1007]),
        (ErrorKind.ClockSkew, true, [-1021, -5028]),
        (ErrorKind.Unauthorized, false, [-1002, -1022, -2014, -2015, -2017]),
        (ErrorKind.UnknownSymbol, false, [-1121, -1122, -4141]),
        // -4120: conditional orders have an endpoint of their own. -4046 and -4059 ask for what is already so.
        (ErrorKind.InvalidRequest, false,
            [-1014, -1020, -1023, -1100, -1101, -1102, -1103, -1104, -1105, -1106, -1108, -1112, -1114, -1115, -1116, -1117, -1120, -1125, -1127,
            -1128, -1130, -1136, -4015, -4028, -4046, -4059, -4060, -4120, -4138]),
        (ErrorKind.UnknownOrder, false, [-2011, -2013]),
        (ErrorKind.DuplicateOrder, false, [-4116]),
        (ErrorKind.InsufficientMargin, false, [-2018, -2019, -4050, -4051, -4118]),
        (ErrorKind.OrderRejected, false,
            [-1013, -1111, -2007, -2010, -2016, -2020, -2021, -2022, -2023, -2024, -2025, -2026, -2027, -2028, -4000, -4001, -4002, -4003, -4004, -4005, -4006,
            -4007, -4013, -4014, -4016, -4023, -4024, -4030, -4045, -4047, -4048, -4061, -4062, -4067, -4068, -4131, -4135, -4136, -4137, -4140,
            -4161, -4164, -4183, -4184, -4192, -5021, -5022, -5024]));

    /// <summary>Whether the code says for itself what has become of a request.</summary>
    public static bool IsKnown(int code) => Codes.ContainsKey(code);

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

    private static Dictionary<int, (ErrorKind Kind, bool IsTransient)> Table(params (ErrorKind Kind, bool IsTransient, int[] Codes)[] rows) =>
        rows.SelectMany(row => row.Codes.Select(code => (code, row))).ToDictionary(entry => entry.code, entry => (entry.row.Kind, entry.row.IsTransient));
}
