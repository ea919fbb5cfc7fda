namespace OrleansTrading.Simulator.Trading;

/// <summary>What positions and open orders of a symbol tie up, in the quote asset.</summary>
/// <param name="Position">Initial margin of what is held.</param>
/// <param name="Orders">Initial margin that open orders ask for beyond that.</param>
internal readonly record struct SymbolMargin(decimal Position, decimal Orders, decimal Maintenance, decimal Unrealised);
