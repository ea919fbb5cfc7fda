namespace OrleansTrading.Exchanges.RateLimits;

/// <summary>Where connectors get their budgets. A host of several processes behind one address gives out shares of one budget.</summary>
public interface IRateBudgets
{
    /// <summary>The budget of this process; opened once for each venue and resource.</summary>
    /// <param name="venue">Lower-case name.</param>
    /// <param name="resource">What is limited.</param>
    /// <param name="limit">What the venue allows the address in one window.</param>
    /// <param name="window">Length of the window.</param>
    IRateBudget Open(string venue, RateResource resource, int limit, TimeSpan window);
}
