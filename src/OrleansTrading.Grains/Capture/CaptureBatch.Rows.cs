using OrleansTrading.Domain.Instruments;
using OrleansTrading.Parquet.Captures;

namespace OrleansTrading.Grains.Capture;

/// <summary>A batch whose kind has rows of this type.</summary>
internal sealed class CaptureBatch<TRow>(InstrumentId instrument, CaptureKind kind, RowBuffer<TRow> rows) : CaptureBatch(instrument, kind)
    where TRow : struct
{
    public RowBuffer<TRow> Buffer => rows;

    public override int Count => rows.Count;

    public override long Bytes => rows.Bytes;

    protected override void DisposeRows() => rows.Dispose();
}
