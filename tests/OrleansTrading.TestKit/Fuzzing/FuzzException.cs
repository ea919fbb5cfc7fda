namespace OrleansTrading.TestKit.Fuzzing;

/// <summary>A parser did with a wrong payload what it must not.</summary>
public sealed class FuzzException(string message, Exception? inner = null) : Exception(message, inner);
