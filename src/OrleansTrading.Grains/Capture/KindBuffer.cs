using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.Capture;

/// <summary>What one symbol gathers of one kind until it is written.</summary>
internal abstract class KindBuffer
{
    /// <summary>So many rows are a file of their own, whenever they have come.</summary>
    public const int MostRows = 65_536;

    public abstract int Count { get; }

    /// <summary>Hands over what was gathered; null when nothing was.</summary>
    public abstract CaptureBatch? Detach(InstrumentId instrument);
}
