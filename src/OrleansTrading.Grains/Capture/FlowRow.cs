using OrleansTrading.Domain.Flow;

namespace OrleansTrading.Grains.Capture;

/// <summary>Order flow as it is recorded.</summary>
/// <param name="Bucket">What happened; its time is that of the first second.</param>
/// <param name="Seconds">How many seconds it covers: 1, or more after neighbours were merged.</param>
internal readonly record struct FlowRow(FlowBucket Bucket, int Seconds);
