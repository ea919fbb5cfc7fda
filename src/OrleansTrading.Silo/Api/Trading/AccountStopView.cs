namespace OrleansTrading.Silo.Api.Trading;

/// <summary>What has become of one account when all were stopped.</summary>
/// <param name="Id">Its id.</param>
/// <param name="IsStopped">Whether it has confirmed that nothing is sent any more.</param>
/// <param name="Reason">Why it has not. Null when it has.</param>
internal sealed record AccountStopView(string Id, bool IsStopped, string? Reason);
