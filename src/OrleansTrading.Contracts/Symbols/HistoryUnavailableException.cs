using Orleans;

namespace OrleansTrading.Contracts.Symbols;

/// <summary>A part of the asked history is held neither in memory nor in the store, and the venue cannot be asked now.</summary>
[GenerateSerializer, Alias("OrleansTrading.HistoryUnavailableException")]
public sealed class HistoryUnavailableException : Exception
{
    public HistoryUnavailableException()
    {
    }

    public HistoryUnavailableException(string message)
        : base(message)
    {
    }

    public HistoryUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
