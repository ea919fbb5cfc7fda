namespace Orleans.Concurrency;

/// <summary>A method whose caller does not wait, and hears of no failure.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;
