using OrleansTrading.Domain.Instruments;
using OrleansTrading.Grains.Symbols;
using OrleansTrading.Parquet.Captures;

namespace OrleansTrading.Grains.Capture;

/// <summary>Rows of one kind of one symbol that go into one file. They are kept until the file is there.</summary>
internal abstract class CaptureBatch(InstrumentId instrument, CaptureKind kind) : IDisposable
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public InstrumentId Instrument => instrument;

    public CaptureKind Kind => kind;

    public abstract int Count { get; }

    /// <summary>Bytes of memory that the rows take.</summary>
    public abstract long Bytes { get; }

    /// <summary>Writes of it that have failed for another reason than the disk, and when it may be tried again; null when none has.</summary>
    public FailureDelay? Defects { get; set; }

    /// <summary>Completes when the rows are in a file, or were given up.</summary>
    public Task Done => _done.Task;

    /// <summary>Gives back the memory of the rows.</summary>
    public void Dispose()
    {
        DisposeRows();
        _done.TrySetResult();
    }

    protected abstract void DisposeRows();
}
