namespace OrleansTrading.Dashboard.Overview;

/// <summary>What the overview can be ordered by.</summary>
public enum SortColumn
{
    /// <summary>The watchlist's own order.</summary>
    Watchlist,

    Symbol,

    Price,

    Change,

    Volume,

    Spread,

    Freshness,
}
