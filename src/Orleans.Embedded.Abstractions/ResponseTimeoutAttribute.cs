using System.Globalization;

namespace Orleans;

/// <summary>How long a caller waits for a response to this method, as a <see cref="TimeSpan"/> text such as <c>00:00:05</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ResponseTimeoutAttribute(string timeout) : Attribute
{
    public TimeSpan? Timeout { get; init; } = TimeSpan.Parse(timeout, CultureInfo.InvariantCulture);
}
