namespace OrleansTrading.Benchmarks.Comparing;

/// <summary>One piece of work and who did it. Each side is the key of a <see cref="Figure"/>.</summary>
/// <param name="Work">What was done.</param>
/// <param name="Ours">By this project.</param>
/// <param name="OtherName">Who else did it.</param>
/// <param name="Other">By them.</param>
/// <param name="BoundName">What no way of doing it can go below.</param>
/// <param name="Bound">That.</param>
internal sealed record Compared(string Work, string Ours, string OtherName, string? Other, string BoundName, string? Bound);
