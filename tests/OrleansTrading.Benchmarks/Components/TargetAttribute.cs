namespace OrleansTrading.Benchmarks.Components;

/// <summary>What one operation may take and allocate, where that was promised.</summary>
/// <param name="nanoseconds">At most, of the median iteration.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TargetAttribute(double nanoseconds) : Attribute
{
    private const double NotPromised = -1;

    public double Nanoseconds => nanoseconds;

    /// <summary>Bytes at most; not promised unless set.</summary>
    public double Bytes { get; set; } = NotPromised;

    public double? BytesOrNull => Bytes == NotPromised ? null : Bytes;
}
