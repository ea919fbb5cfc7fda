using OrleansTrading.Simulator.Streams;

namespace OrleansTrading.Simulator.BinanceTrading;

/// <summary>A key to listen with, and who listens by it.</summary>
/// <param name="Renewed">Timestamp of the wall clock.</param>
internal sealed record UserStream(string Key, long Renewed)
{
    public StreamConnection[] Listeners { get; init; } = [];
}
