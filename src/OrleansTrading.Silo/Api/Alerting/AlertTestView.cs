namespace OrleansTrading.Silo.Api.Alerting;

/// <summary>What came of a test notification.</summary>
/// <param name="Route">The route.</param>
/// <param name="Delivered">Whether the receiver has confirmed it.</param>
/// <param name="Error">Why not, without addresses and secrets; null when it has.</param>
/// <param name="RetryAfterSeconds">How long the receiver asked to wait; null when it did not.</param>
internal sealed record AlertTestView(string Route, bool Delivered, string? Error, double? RetryAfterSeconds);
