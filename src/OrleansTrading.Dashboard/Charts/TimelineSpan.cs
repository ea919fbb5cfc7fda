using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Dashboard.Charts;

/// <summary>A stretch of time in which a stream was in one state.</summary>
/// <param name="State">The state; of several that are too short to be seen, the worst.</param>
/// <param name="Percent">Where it begins, from the left, 0 to 100.</param>
/// <param name="Width">How long it is, likewise.</param>
/// <param name="From">When it began, Unix milliseconds.</param>
/// <param name="To">When it ended, likewise; null when it has not.</param>
/// <param name="Milliseconds">How long it was, or has been.</param>
/// <param name="Reason">What led to it.</param>
public readonly record struct TimelineSpan(StreamState State, double Percent, double Width, long From, long? To, long Milliseconds, string? Reason);
