namespace OrleansTrading.Silo.Api.ManualUpdates;

/// <summary>One step of a task.</summary>
/// <param name="Status">As of a task.</param>
/// <param name="Output">What it gave, or why it failed. Null before.</param>
internal sealed record TaskStepView(string Status, string? Output);
