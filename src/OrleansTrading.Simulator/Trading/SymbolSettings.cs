namespace OrleansTrading.Simulator.Trading;

/// <summary>What an account has set for a symbol.</summary>
internal sealed record SymbolSettings(int Leverage, MarginMode Margin);
