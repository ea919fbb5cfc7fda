using System.Net;
using OrleansTrading.Exchanges.Errors;

namespace OrleansTrading.Exchanges.Okx.Errors;

/// <summary>What the venue's codes mean to us; one table. See https://www.okx.com/docs-v5/en/#error-code.</summary>
internal static class OkxErrors
{
    private static readonly Dictionary<int, (ErrorKind Kind, bool IsTransient)> Codes = new()
    {
        [50001] = (ErrorKind.Unavailable, true),
        // "Does not mean success or failure of your request."
        [50004] = (ErrorKind.Timeout, true),
        [50005] = (ErrorKind.Unavailable, false),
        [50011] = (ErrorKind.RateLimited, true),
        [50013] = (ErrorKind.Unavailable, true),
        [50026] = (ErrorKind.Unavailable, true),
        [50040] = (ErrorKind.RateLimited, true),
        [50042] = (ErrorKind.DuplicateOrder, false),
        [50051] = (ErrorKind.Unauthorized, false),
        [50052] = (ErrorKind.Unauthorized, false),
        [50059] = (ErrorKind.Unauthorized, false),
        [50060] = (ErrorKind.Unauthorized, false),
        [50061] = (ErrorKind.RateLimited, true),
        [50071] = (ErrorKind.DuplicateOrder, false),
        [50007] = (ErrorKind.Unauthorized, false),
        [50009] = (ErrorKind.Unauthorized, false),
        [50012] = (ErrorKind.Unauthorized, false),
        [50027] = (ErrorKind.Unauthorized, false),
        [50025] = (ErrorKind.InvalidRequest, false),
        [50028] = (ErrorKind.Unauthorized, false),
        [50029] = (ErrorKind.Unauthorized, false),
        [50030] = (ErrorKind.Unauthorized, false),
        [50032] = (ErrorKind.Unauthorized, false),
        [50033] = (ErrorKind.Unauthorized, false),
        [50035] = (ErrorKind.Unauthorized, false),
        // The time by which a request was to have come (expTime) was over: it is late, or our clock is slow.
        [50036] = (ErrorKind.ClockSkew, true),
        [50037] = (ErrorKind.OrderRejected, false),
        [50038] = (ErrorKind.NotSupported, false),
        [50102] = (ErrorKind.ClockSkew, true),
        [50112] = (ErrorKind.ClockSkew, true),
        [51001] = (ErrorKind.UnknownSymbol, false),
        [51008] = (ErrorKind.InsufficientMargin, false),
        [51127] = (ErrorKind.InsufficientMargin, false),
        [51131] = (ErrorKind.InsufficientMargin, false),
        [51011] = (ErrorKind.DuplicateOrder, false),
        [51016] = (ErrorKind.DuplicateOrder, false),
        [51054] = (ErrorKind.Timeout, true),
        [51063] = (ErrorKind.UnknownOrder, false),
        [51065] = (ErrorKind.DuplicateOrder, false),
        [51068] = (ErrorKind.DuplicateOrder, false),
        [51149] = (ErrorKind.Timeout, true),
        [51603] = (ErrorKind.UnknownOrder, false),
        [60012] = (ErrorKind.InvalidRequest, false),
        [60014] = (ErrorKind.RateLimited, true),
        [60018] = (ErrorKind.UnknownSymbol, false),
    };

    /// <summary>The code decides where there is one; the HTTP status otherwise, which comes from a gateway before the venue.</summary>
    public static (ErrorKind Kind, bool IsTransient) Classify(HttpStatusCode status, int? code)
    {
        if (code is { } known && Classify(known) is { Kind: not ErrorKind.Unknown } entry)
            return entry;
        return (int)status switch
        {
            429 => (ErrorKind.RateLimited, true),
            // The firewall answers 403 to an address that asks too much.
            403 when code is null => (ErrorKind.RateLimited, true),
            408 => (ErrorKind.Timeout, true),
            >= 500 => (ErrorKind.Unavailable, true),
            _ => (ErrorKind.Unknown, false),
        };
    }

    public static bool IsKnown(int code) => Classify(code).Kind != ErrorKind.Unknown;

    public static (ErrorKind Kind, bool IsTransient) Classify(int code) => Codes.TryGetValue(code, out var known) ? known : code switch
    {
        // Keys, signatures, addresses that may use them.
        >= 50100 and <= 50121 => (ErrorKind.Unauthorized, false),
        >= 50000 and <= 50024 => (ErrorKind.InvalidRequest, false),
        // Cancelling what is not open: filled, cancelled, triggered meanwhile, or never there. 51412 stands for two things, and is asked about either way.
        51400 or 51401 or 51402 or 51405 or 51410 or 51412 or 51416 => (ErrorKind.UnknownOrder, false),
        51503 or 51509 or 51510 => (ErrorKind.UnknownOrder, false),
        // What cannot be cancelled now, or not so.
        >= 51400 and <= 51419 => (ErrorKind.InvalidRequest, false),
        51000 or 51002 or 51003 => (ErrorKind.InvalidRequest, false),
        // The rules of orders: sizes, prices, positions, modes, limits of the platform.
        >= 51004 and <= 51399 or >= 54000 and <= 54099 => (ErrorKind.OrderRejected, false),
        // Settings that open orders or positions stand in the way of.
        >= 59000 and <= 59199 => (ErrorKind.InvalidRequest, false),
        _ => (ErrorKind.Unknown, false),
    };
}
