using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Contracts.Accounts;

/// <summary>What would become of an order if it were placed now. Nothing was stored, reserved or sent for it. Money in quote units.</summary>
/// <param name="Spec">What would be sent, rounded, and cut where limits cut it; null when it was refused for its form.</param>
/// <param name="Price">What it is valued at; null when no price is known.</param>
/// <param name="Margin">Initial margin of what it opens.</param>
/// <param name="Fee">If all of it takes.</param>
/// <param name="Refusal">Why it would be refused; null when it would be sent.</param>
/// <param name="Note">What limits change about it; null when nothing.</param>
/// <param name="IsHalting">Whether placing it would halt the account.</param>
/// <param name="Uses">Each limit before and after the order as it was asked; empty when it was refused before the limits were looked at.</param>
/// <param name="Instrument">The instrument's rules; null when they are not known.</param>
/// <param name="MarketPrice">Mark price, else the last; null when none is known.</param>
/// <param name="DataAge">How old the instrument's newest data is; null when there is none.</param>
/// <param name="IsFresh">Whether that is young enough to trade on.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.OrderPreview")]
public sealed record OrderPreview(
    [property: Id(0)] OrderSpec? Spec,
    [property: Id(1)] decimal? Price,
    [property: Id(2)] decimal Margin,
    [property: Id(3)] decimal Fee,
    [property: Id(4)] OrderRefusal? Refusal,
    [property: Id(5)] string? Note,
    [property: Id(6)] bool IsHalting,
    [property: Id(7)] ImmutableArray<RiskUse> Uses,
    [property: Id(8)] InstrumentInfo? Instrument,
    [property: Id(9)] decimal? MarketPrice,
    [property: Id(10)] TimeSpan? DataAge,
    [property: Id(11)] bool IsFresh)
{
    /// <summary>Value of what would be sent.</summary>
    public decimal? Notional => Spec is { } spec && Price is { } price ? spec.Quantity * price : null;

    /// <summary>Refused for its form, or because the account or the market is not ready.</summary>
    public static OrderPreview Refused(OrderRefusal refusal) => new(null, null, 0, 0, refusal, null, false, [], null, null, null, false);
}
