using System.Text.Json;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Silo.Api.Trading;

/// <summary>Reads the body of a request for an order.</summary>
internal static class OrderRequest
{
    public static PlaceOrder? Parse(JsonElement? body, string intentKey, string by, FieldErrors errors)
    {
        var request = new RequestBody(body, errors);
        var instrument = ParseInstrument(request);
        var side = request.Word("side", TradingWords.SideOf, TradingWords.SideWords, isRequired: true);
        var type = request.Word("type", TradingWords.TypeOf, TradingWords.TypeWords) ?? OrderType.Market;
        var (quantity, notional) = (request.Number("quantity"), request.Number("notional"));
        var order = new PlaceOrder(
            intentKey, OrderPurpose.Manual, instrument, side ?? OrderSide.Buy, request.Word("positionSide", TradingWords.PositionOf, TradingWords.PositionWords),
            type, quantity, notional, request.Number("price"), request.Number("stopPrice"), request.Number("trailingPercent"),
            request.Word("timeInForce", TradingWords.TimeOf, TradingWords.TimeWords) ?? TimeInForce.GoodTillCancel, request.Flag("reduceOnly"),
            request.Find("guards") is { } guards ? GuardsRequest.Parse(guards, errors) : null, by);
        request.RefuseUnknown();
        return errors.Any ? null : order;
    }

    private static InstrumentId ParseInstrument(RequestBody request)
    {
        var text = request.Text("instrument");
        if (InstrumentId.TryParse(text, out var instrument))
            return instrument;
        request.Errors.Add("instrument", $"is {(text is null ? "missing" : $"'{FieldErrors.Shorten(text)}'")}; expected {InstrumentId.Expected}");
        return default;
    }
}

/// <summary>Reads what is to protect a position.</summary>
internal static class GuardsRequest
{
    private const string Path = "guards.";

    /// <param name="guards">The object.</param>
    /// <param name="errors">Where defects are told.</param>
    /// <param name="path">What members' names are told under.</param>
    public static GuardPlan? Parse(JsonElement guards, FieldErrors errors, string path = Path)
    {
        if (guards.ValueKind != JsonValueKind.Object)
        {
            errors.Add("guards", $"is {FieldErrors.Shorten(guards.GetRawText())}; expected a JSON object");
            return null;
        }

        var request = new RequestBody(guards, errors, path);
        var plan = new GuardPlan(
            request.Number("stopLoss"), [.. Targets(request)], request.Number("trailingPercent"), request.Number("trailingActivation"),
            request.Number("breakEvenTrigger"), request.Time("expiresAt"));
        request.RefuseUnknown();
        return plan;
    }

    private static List<GuardTarget> Targets(RequestBody request)
    {
        var targets = new List<GuardTarget>();
        if (request.Find("takeProfits") is not { } given)
            return targets;
        if (given.ValueKind != JsonValueKind.Array)
        {
            request.Errors.Add(request.PathOf("takeProfits"), $"is {FieldErrors.Shorten(given.GetRawText())}; expected an array of objects with price and share");
            return targets;
        }

        foreach (var (i, element) in given.EnumerateArray().Index())
        {
            var target = new RequestBody(element, request.Errors, $"{request.PathOf("takeProfits")}[{i}].");
            var (price, share) = (target.Number("price"), target.Number("share"));
            target.RefuseUnknown();
            if (price is null || share is null)
                request.Errors.Add($"{request.PathOf("takeProfits")}[{i}]", "lacks a price or a share; expected both");
            else
                targets.Add(new GuardTarget(price.Value, share.Value));
        }

        return targets;
    }
}
