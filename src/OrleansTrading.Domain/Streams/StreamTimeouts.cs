namespace OrleansTrading.Domain.Streams;

/// <summary>When quiet becomes idle, stalled and down.</summary>
/// <param name="FirstMessage">A subscription that brings nothing for this long is stalled.</param>
/// <param name="Idle">Quiet for this long is idle.</param>
/// <param name="Stall">Quiet for this long is stalled.</param>
/// <param name="DownAfter">Without a connection for this long is down.</param>
public sealed record StreamTimeouts(TimeSpan FirstMessage, TimeSpan Idle, TimeSpan Stall, TimeSpan DownAfter);
