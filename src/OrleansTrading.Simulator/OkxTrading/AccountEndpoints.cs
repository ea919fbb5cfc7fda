using System.Text.Json.Nodes;
using OrleansTrading.Simulator.Okx;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.OkxTrading;

/// <summary>Balance, positions, bills and settings.</summary>
internal static class AccountEndpoints
{
    public static OkxError? Balance(PrivateCall call)
    {
        call.Add(PrivateRows.Balance(call.Account, call.Venue, call.Now));
        return null;
    }

    public static OkxError? Positions(PrivateCall call)
    {
        var name = call.Query("instId");
        foreach (var position in call.Account.Positions.Where(position => position.Quantity != 0 && (name.Length == 0 || position.Symbol == name)))
            call.Add(PrivateRows.Of(call.Account, call.Swaps, position, call.Now));
        return null;
    }

    public static OkxError? Bills(PrivateCall call)
    {
        var type = call.Query("type");
        var found = call.Account.Ledger.Where(entry => type.Length == 0 || PrivateRows.TypeOf(entry) == type);
        foreach (var entry in call.Page(found, entry => entry.Id, entry => entry.Time))
            call.Add(PrivateRows.Of(entry));
        return null;
    }

    public static OkxError? Configuration(PrivateCall call)
    {
        call.Add(new JsonObject
        {
            ["uid"] = "1", ["mainUid"] = "1", ["acctLv"] = "2", ["posMode"] = call.Account.IsHedging ? "long_short_mode" : "net_mode",
            ["autoLoan"] = false, ["greeksType"] = "PA", ["level"] = "Lv1", ["perm"] = "read_only,trade", ["label"] = "simulated",
        });
        return null;
    }

    public static OkxError? SetPositionMode(PrivateCall call)
    {
        var body = call.Request.Objects()[0];
        var mode = PrivateCall.Word(body, "posMode");
        if (mode is not ("long_short_mode" or "net_mode"))
            return OkxCall.Invalid("posMode");
        var refusal = call.Venue.SetHedging(call.Account, mode == "long_short_mode", call.Now);
        // What is so already is done.
        if (refusal is not null && refusal.Reason != RefusalReason.NoChange)
            return Refusals.Of(refusal);
        call.Add(new JsonObject { ["posMode"] = mode });
        return null;
    }

    public static OkxError? SetLeverage(PrivateCall call)
    {
        var body = call.Request.Objects()[0];
        var name = PrivateCall.Word(body, "instId") ?? "";
        if (!call.Swaps.TryFind(name, out _))
            return OkxCall.UnknownInstrument;
        if (PrivateCall.Word(body, "mgnMode") is not ("cross" or "isolated") || PrivateCall.Number(body, "lever") is not { } leverage)
            return OkxCall.Invalid(PrivateCall.Word(body, "mgnMode") is "cross" or "isolated" ? "lever" : "mgnMode");
        var margin = PrivateCall.Word(body, "mgnMode") == "cross" ? MarginMode.Crossed : MarginMode.Isolated;
        var refusal = call.Venue.SetLeverage(call.Account, name, (int)leverage, call.Now);
        if (refusal is null && call.Venue.SetMargin(call.Account, name, margin, call.Now) is { } blocked && blocked.Reason != RefusalReason.NoChange)
            refusal = blocked;
        if (refusal is not null)
            return Refusals.Of(refusal);
        call.Add(new JsonObject
        {
            ["instId"] = name, ["lever"] = PrivateCall.Text(leverage), ["mgnMode"] = PrivateCall.Word(body, "mgnMode"), ["posSide"] = PrivateCall.Word(body, "posSide") ?? "net",
        });
        return null;
    }

    public static OkxError? Leverage(PrivateCall call)
    {
        foreach (var name in call.Query("instId").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var settings = call.Account.Settings(name);
            call.Add(new JsonObject
            {
                ["instId"] = name, ["mgnMode"] = PrivateRows.WordOf(settings.Margin), ["posSide"] = "net", ["lever"] = PrivateCall.Text(settings.Leverage),
            });
        }

        return null;
    }
}
