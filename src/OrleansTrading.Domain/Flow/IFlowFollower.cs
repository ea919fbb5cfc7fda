namespace OrleansTrading.Domain.Flow;

/// <summary>Takes the seconds of one instrument's order flow as they are over.</summary>
public interface IFlowFollower
{
    /// <summary>
    /// A second is over: oldest first, each one once, seconds without an event left out. What comes for it later still
    /// (a trade that was asked for because the stream had missed it) is in the series, and no longer told of here. May not block or throw.
    /// </summary>
    void OnBucket(in FlowBucket bucket);
}
