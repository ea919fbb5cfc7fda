namespace OrleansTrading.Grains.RateBudgets;

/// <summary>What a silo last told of one resource, to share fairly; not stored.</summary>
/// <param name="Silo">Who.</param>
/// <param name="Resource">0 request weight, 1 connections.</param>
/// <param name="Unmet">What it wanted and did not get.</param>
/// <param name="ReserveUsed">Spent of its own reserve.</param>
/// <param name="At">Unix milliseconds.</param>
internal readonly record struct SiloWish(string Silo, byte Resource, int Unmet, int ReserveUsed, long At);
