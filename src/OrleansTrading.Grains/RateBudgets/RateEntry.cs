using Orleans;

namespace OrleansTrading.Grains.RateBudgets;

/// <summary>Weight that counts against a limit until a time.</summary>
/// <param name="Resource">0 request weight, 1 connections.</param>
/// <param name="Silo">Who holds the lease; empty for what is spent, by whomever.</param>
/// <param name="Lease">The lease's number; 0 for what is spent.</param>
/// <param name="Weight">How much.</param>
/// <param name="Until">Unix milliseconds.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.RateEntry")]
internal readonly record struct RateEntry(
    [property: Id(0)] byte Resource, [property: Id(1)] string Silo, [property: Id(2)] long Lease, [property: Id(3)] int Weight, [property: Id(4)] long Until)
{
    public bool IsLease => Silo.Length > 0;
}
