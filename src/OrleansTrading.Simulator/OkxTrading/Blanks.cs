using System.Text.Json.Nodes;

namespace OrleansTrading.Simulator.OkxTrading;

/// <summary>Members that the venue writes in every row, and leaves empty where they are of other instruments, modes or kinds of orders.</summary>
internal static class Blanks
{
    public static string[] Order { get; } =
    [
        "ccy", "pxUsd", "pxVol", "pxType", "attachAlgoClOrdId", "slOrdPx", "slTriggerPx", "slTriggerPxType", "tpOrdPx", "tpTriggerPx", "tpTriggerPxType", "stpId",
        "stpMode", "tgtCcy", "quickMgnType", "isTpLimit", "amendSource", "reqId", "notionalUsd", "fillNotionalUsd", "lastPx", .. OfFills,
    ];

    public static string[] Fill { get; } = ["feeRate", .. OfFills];

    public static string[] Conditional { get; } =
    [
        "actualSide", "ccy", "closeFraction", "notionalUsd", "ordPx", "quickMgnType", "reqId", "tag", "tgtCcy", "triggerPx", "triggerPxType", "amendPxOnTriggerType",
        "amendResult", "callbackSpread", "moveTriggerPx", "count", "pxLimit", "pxSpread", "pxVar", "szLimit", "timeInterval",
    ];

    public static string[] Position { get; } =
    [
        "adl", "deltaBS", "deltaPA", "gammaBS", "gammaPA", "thetaBS", "thetaPA", "vegaBS", "vegaPA", "interest", "idxPx", "usdPx", "bePx", "liab", "liabCcy", "optVal",
        "pendingCloseOrdLiabVal", "baseBorrowed", "baseInterest", "quoteBorrowed", "quoteInterest", "posCcy", "spotInUseAmt", "spotInUseCcy", "clSpotInUseAmt",
        "maxSpotInUseAmt", "bizRefId", "bizRefType", "uplLastPx", "uplRatioLastPx", "pnl", "fee", "fundingFee", "liqPenalty",
    ];

    public static string[] Balance { get; } = ["borrowFroz", "isoEq", "mgnRatio", "notionalUsd", "ordFroz", "upl"];

    public static string[] BalanceDetail { get; } =
    [
        "borrowFroz", "coinUsdPrice", "crossLiab", "disEq", "fixedBal", "imr", "isoLiab", "isoUpl", "maxLoan", "mgnRatio", "mmr", "notionalLever", "rewardBal", "spotInUseAmt",
        "clSpotInUseAmt", "maxSpotInUseAmt", "spotIsoBal", "stgyEq", "twap", "uplLiab",
    ];

    private static string[] OfFills => ["fillPxVol", "fillPxUsd", "fillMarkVol", "fillFwdPx", "fillMarkPx", "fillIdxPx"];

    /// <summary>The row with those that it lacks.</summary>
    public static JsonObject With(this JsonObject row, string[] blanks)
    {
        foreach (var name in blanks)
        {
            if (!row.ContainsKey(name))
                row[name] = "";
        }

        return row;
    }
}
