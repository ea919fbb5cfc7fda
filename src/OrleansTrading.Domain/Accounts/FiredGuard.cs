using OrleansTrading.Domain.Guards;

namespace OrleansTrading.Domain.Accounts;

/// <summary>A guard that closes its whole position: pursued with one order after the other until the position is gone.</summary>
/// <param name="Trigger">What triggered.</param>
/// <param name="Attempts">Orders made for it so far.</param>
/// <param name="OrderId">The last of them; null before the first.</param>
/// <param name="At">When the last was made, Unix milliseconds.</param>
public sealed record FiredGuard(GuardTrigger Trigger, int Attempts, string? OrderId, long At);
