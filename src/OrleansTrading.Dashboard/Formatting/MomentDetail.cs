namespace OrleansTrading.Dashboard.Formatting;

/// <summary>How much of a moment is written.</summary>
public enum MomentDetail
{
    /// <summary><c>2026-01-02 14:05:09</c>.</summary>
    Second,

    /// <summary><c>2026-01-02 14:05</c>.</summary>
    Minute,

    /// <summary><c>14:05:09</c>.</summary>
    TimeOfDay,

    /// <summary><c>2026-01-02</c>.</summary>
    Day,
}
