using Orleans;

namespace OrleansTrading.Domain.Instruments;

/// <summary>What a venue says of an instrument: its assets and trading rules. Source: the venue's instrument list.</summary>
/// <param name="Id">The instrument.</param>
/// <param name="BaseAsset">What is traded, for example BTC.</param>
/// <param name="QuoteAsset">What it is priced in, for example USDT.</param>
/// <param name="TickSize">Smallest price step, in quote units.</param>
/// <param name="StepSize">Smallest quantity step, in base units.</param>
/// <param name="MinNotional">Smallest order value, in quote units; 0 where the venue names none.</param>
/// <param name="OnboardTime">When trading began, Unix milliseconds; 0 where the venue does not say.</param>
/// <param name="IsTrading">Whether orders are accepted now.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.InstrumentInfo")]
public sealed record InstrumentInfo(
    [property: Id(0)] InstrumentId Id,
    [property: Id(1)] string BaseAsset,
    [property: Id(2)] string QuoteAsset,
    [property: Id(3)] decimal TickSize,
    [property: Id(4)] decimal StepSize,
    [property: Id(5)] decimal MinNotional,
    [property: Id(6)] long OnboardTime,
    [property: Id(7)] bool IsTrading)
{
    /// <summary>Smallest quantity of an order, base units; null where the venue names none.</summary>
    [Id(8)] public decimal? MinQuantity { get; init; }

    /// <summary>Largest quantity of a limit order, base units.</summary>
    [Id(9)] public decimal? MaxQuantity { get; init; }

    /// <summary>Largest quantity of a market order, base units.</summary>
    [Id(10)] public decimal? MaxMarketQuantity { get; init; }

    /// <summary>Quantity step of market orders, base units; null when it is <see cref="StepSize"/>.</summary>
    [Id(11)] public decimal? MarketStepSize { get; init; }

    /// <summary>A buy's limit price is at most the mark price times this; null where the venue has no band.</summary>
    [Id(12)] public decimal? PriceBandUp { get; init; }

    /// <summary>A sell's limit price is at least the mark price times this; null where the venue has no band.</summary>
    [Id(13)] public decimal? PriceBandDown { get; init; }

    /// <summary>Base units of one contract where the venue counts in contracts; null where it counts in base units.</summary>
    [Id(14)] public decimal? ContractSize { get; init; }
}
