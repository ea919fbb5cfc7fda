namespace OrleansTrading.Exchanges.Streams;

public sealed partial class MarketStream
{
    /// <summary>Ids that are counted by the connector leave so much room for what the old connection still counts.</summary>
    private const long CountedAhead = 1 << 20;

    /// <summary>
    /// The same stream for another connection that is to take it over: with its own standing at the venue, and with what is known of its habits.
    /// </summary>
    /// <param name="hasIds">Whether the venue numbers what it brings; otherwise the connector does.</param>
    internal MarketStream Twin(bool hasIds) => new(Name, Instrument, Request, Timeouts, Rhythm)
    {
        Position = hasIds ? Position : Position + CountedAhead,
        LargestRequest = LargestRequest,
        _subscribers = Subscribers,
    };
}
