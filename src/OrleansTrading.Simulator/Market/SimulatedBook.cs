namespace OrleansTrading.Simulator.Market;

/// <summary>The order book of a symbol at one time, best levels first.</summary>
/// <param name="LastUpdateId">Id that a depth snapshot taken at this time carries.</param>
public sealed record SimulatedBook(
    long LastUpdateId, IReadOnlyList<SimulatedBookLevel> Bids, IReadOnlyList<SimulatedBookLevel> Asks);
