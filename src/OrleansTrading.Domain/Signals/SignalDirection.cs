namespace OrleansTrading.Domain.Signals;

/// <summary>Which way a signal points.</summary>
public enum SignalDirection : byte
{
    Neutral = 0,
    Long = 1,
    Short = 2,
}
