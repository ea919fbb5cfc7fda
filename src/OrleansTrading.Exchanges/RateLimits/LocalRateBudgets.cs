namespace OrleansTrading.Exchanges.RateLimits;

/// <summary>This process is alone behind its address: each budget is the whole limit.</summary>
public sealed class LocalRateBudgets : IRateBudgets
{
    public static LocalRateBudgets Instance { get; } = new();

    public IRateBudget Open(string venue, RateResource resource, int limit, TimeSpan window) => new RateBudget(limit, window);
}
