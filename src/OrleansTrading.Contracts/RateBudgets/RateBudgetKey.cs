namespace OrleansTrading.Contracts.RateBudgets;

/// <summary>Keys of <see cref="IRateBudgetGrain"/>.</summary>
public static class RateBudgetKey
{
    /// <param name="venue">Lower-case name.</param>
    /// <param name="egressAddress">What the venue sees requests come from, or any name that all silos behind it agree on.</param>
    public static string Of(string venue, string egressAddress) => $"{venue}|{egressAddress}";
}
