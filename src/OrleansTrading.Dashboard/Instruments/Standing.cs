namespace OrleansTrading.Dashboard.Instruments;

/// <summary>Whether an instrument is one that the service follows.</summary>
public enum Standing
{
    /// <summary>The watchlist could not be asked or is still being made.</summary>
    Unknown,

    Followed,

    NotFollowed,
}
