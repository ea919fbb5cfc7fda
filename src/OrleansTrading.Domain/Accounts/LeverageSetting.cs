namespace OrleansTrading.Domain.Accounts;

/// <summary>Leverage and margin mode of an instrument.</summary>
public readonly record struct LeverageSetting(int Leverage, MarginMode Mode);
