namespace OrleansTrading.Domain.Accounts;

/// <summary>What an execution made of a position.</summary>
/// <param name="Position">As it is now.</param>
/// <param name="Realised">Profit of what it closed, before fees, quote units.</param>
/// <param name="WasClosed">Whether the position that was there is gone: flat now, or turned.</param>
public readonly record struct PositionChange(Position Position, decimal Realised, bool WasClosed);
