namespace Orleans.Runtime;

/// <summary>A reminder could not be registered or unregistered.</summary>
public sealed class ReminderException(string message) : OrleansException(message);
