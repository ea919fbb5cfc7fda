namespace OrleansTrading.Grains.Pipeline;

/// <summary>A series cannot be dealt with, for a reason that lies in its candles.</summary>
/// <param name="kind">One word for what it is, under which failures are counted.</param>
/// <param name="message">What was expected and what came.</param>
internal sealed class SeriesException(string kind, string message) : Exception(message)
{
    public string Kind { get; } = kind;
}
