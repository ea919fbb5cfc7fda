using Orleans;

namespace OrleansTrading.Domain.Accounts;

/// <summary>
/// What an account holds of an instrument, as its fills have made it. Money is in the quote asset and exact: what a partial close takes
/// out of <see cref="Cost"/> is what it books, so cash, cost, realised profit, fees and funding always add up.
/// </summary>
/// <param name="Key">Which position.</param>
/// <param name="Quantity">Base units; plus is long, minus is short, 0 is flat.</param>
/// <param name="Cost">What it stands at: the signed sum of price times quantity of what is open.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.Position")]
public sealed record Position([property: Id(0)] PositionKey Key, [property: Id(1)] decimal Quantity, [property: Id(2)] decimal Cost)
{
    /// <summary>Profit of what has been closed, before fees and funding, since the position was last flat.</summary>
    [Id(3)] public decimal Realised { get; init; }

    /// <summary>Fees paid since the position was last flat.</summary>
    [Id(4)] public decimal Fees { get; init; }

    /// <summary>Funding received (plus) or paid (minus) since the position was last flat.</summary>
    [Id(5)] public decimal Funding { get; init; }

    /// <summary>When it was opened, Unix milliseconds; 0 when flat.</summary>
    [Id(6)] public long OpenedAt { get; init; }

    [Id(7)] public long UpdatedAt { get; init; }

    public bool IsFlat => Quantity == 0;

    /// <summary>Average entry price; null when flat.</summary>
    public decimal? EntryPrice => Quantity == 0 ? null : Cost / Quantity;

    /// <summary>Profit if it were closed at <paramref name="price"/>, before fees.</summary>
    public decimal UnrealisedAt(decimal price) => (Quantity * price) - Cost;
}
