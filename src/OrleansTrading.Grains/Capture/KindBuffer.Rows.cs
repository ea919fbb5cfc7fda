using OrleansTrading.Domain.Instruments;
using OrleansTrading.Parquet.Captures;

namespace OrleansTrading.Grains.Capture;

/// <summary>A buffer whose kind has rows of this type.</summary>
internal sealed class KindBuffer<TRow>(CaptureKind kind, CaptureMemory memory) : KindBuffer
    where TRow : struct
{
    public RowBuffer<TRow> Buffer { get; private set; } = new(memory);

    public override int Count => Buffer.Count;

    public override CaptureBatch? Detach(InstrumentId instrument)
    {
        if (Buffer.Count == 0)
            return null;
        var batch = new CaptureBatch<TRow>(instrument, kind, Buffer);
        Buffer = new RowBuffer<TRow>(memory);
        return batch;
    }
}
