namespace OrleansTrading.Domain.Signals;

/// <summary>What came of a signal.</summary>
public enum OutcomeKind : byte
{
    /// <summary>Nothing yet.</summary>
    Open = 0,

    /// <summary>The price reached the target first.</summary>
    Target = 1,

    /// <summary>The price reached the stop first, or both within one candle.</summary>
    Stop = 2,

    /// <summary>It reached neither in time.</summary>
    Time = 3,

    /// <summary>A candle is missing, so nobody can tell.</summary>
    Unknown = 4,
}
