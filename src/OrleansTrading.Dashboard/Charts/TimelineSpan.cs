using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Dashboard.Charts;

/// <summary>A stretch of time in which a stream was in one state.</summary>
/// <param name="State">The state; of several that are too short to be seen, the worst.</param>
/// <param name="Percent">Where it begins, from the left, 0 to 100.</param>
/// <param name="Width">How long it is, likewise.</param>
/// <param name="Title">State, times and reason in words.</param>
internal readonly record struct TimelineSpan(StreamState State, double Percent, double Width, string Title);
