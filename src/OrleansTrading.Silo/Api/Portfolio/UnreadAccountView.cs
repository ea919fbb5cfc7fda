namespace OrleansTrading.Silo.Api.Portfolio;

/// <summary>An account that did not answer.</summary>
/// <param name="Account">Its id.</param>
/// <param name="Reason">What came instead.</param>
internal sealed record UnreadAccountView(string Account, string Reason);
