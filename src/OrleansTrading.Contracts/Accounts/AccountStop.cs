namespace OrleansTrading.Contracts.Accounts;

/// <summary>What has become of one account when all were stopped.</summary>
/// <param name="Account">Its id.</param>
/// <param name="IsStopped">Whether it has confirmed that nothing is sent any more.</param>
/// <param name="Reason">Why it has not; null when it has.</param>
public sealed record AccountStop(string Account, bool IsStopped, string? Reason);
