using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Grains.Capture;

/// <summary>What was recorded of a symbol's trades before: what else there is, is to be asked for.</summary>
/// <param name="UpTo">Up to this one all are in files of some silo, or were told as lost; null when nothing is known.</param>
/// <param name="Here">What this silo has; ascending, disjoint. Some of it may lie below <paramref name="UpTo"/>.</param>
internal sealed record RecordedBefore(long? UpTo, IReadOnlyList<IdRange> Here);
