using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Trading;

/// <summary>What an order asks for.</summary>
internal sealed record OrderTerms
{
    public required ListedSymbol Symbol { get; init; }

    public required OrderSide Side { get; init; }

    public required OrderKind Kind { get; init; }

    /// <summary>In the base asset.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Of limit orders.</summary>
    public decimal? Price { get; init; }

    public OrderDuration Duration { get; init; }

    /// <summary>Trades no more than closes the position; what is left then expires.</summary>
    public bool ReduceOnly { get; init; }

    public PositionSide PositionSide { get; init; }

    /// <summary>Unique among the account's open orders; null takes one of the venue's making.</summary>
    public string? ClientId { get; init; }

    /// <summary>The conditional order that this one came out of.</summary>
    public long? ConditionalId { get; init; }

    /// <summary>What only the wire understands, for its answers; null is nothing.</summary>
    public object? Tag { get; init; }
}
