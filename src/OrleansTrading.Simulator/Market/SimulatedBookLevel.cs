namespace OrleansTrading.Simulator.Market;

/// <summary>One level of a <see cref="SimulatedBook"/>.</summary>
public readonly record struct SimulatedBookLevel(decimal Price, decimal Quantity);
