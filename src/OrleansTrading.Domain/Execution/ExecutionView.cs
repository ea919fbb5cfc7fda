namespace OrleansTrading.Domain.Execution;

/// <summary>What a signal meets.</summary>
/// <param name="Now">Unix milliseconds.</param>
/// <param name="Equity">The account's, quote units.</param>
/// <param name="Price">The market now, quote units.</param>
/// <param name="HasPosition">Whether the account has, or an order may open, a position in the instrument.</param>
/// <param name="Positions">Instruments of which it has, or orders may open, positions.</param>
/// <param name="TakenAt">When a signal of the instrument was last taken, Unix milliseconds; null for never.</param>
public sealed record ExecutionView(long Now, decimal Equity, decimal Price, bool HasPosition, int Positions, long? TakenAt);
