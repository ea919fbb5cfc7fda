namespace Orleans.Concurrency;

/// <summary>A method that may run between the awaits of any other.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;
