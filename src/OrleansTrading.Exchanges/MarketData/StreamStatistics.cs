namespace OrleansTrading.Exchanges.MarketData;

/// <summary>Counters of a venue's streams since start.</summary>
/// <param name="Connections">Connections open now.</param>
/// <param name="Subscriptions">Streams asked for now.</param>
/// <param name="Messages">Events handled; most venues send one in a message.</param>
/// <param name="Malformed">Frames refused because they could not be read.</param>
/// <param name="Unknown">Frames of a kind or instrument that was not asked for.</param>
/// <param name="Reconnects">Connections made anew after a loss.</param>
/// <param name="Resubscriptions">Streams asked for again on an open connection.</param>
public sealed record StreamStatistics(
    int Connections, int Subscriptions, long Messages, long Malformed, long Unknown, long Reconnects, long Resubscriptions)
{
    /// <summary>Connections that were replaced for their age while they still flowed.</summary>
    public long RollOvers { get; init; }

    /// <summary>Connections that met a fault of the service's own, or of one who takes their events.</summary>
    public long Faults { get; init; }
}
