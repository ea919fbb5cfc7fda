using OrleansTrading.Domain.Flow;

namespace OrleansTrading.Domain.Tests.Flow;

internal sealed class HeardFlow : IFlowFollower
{
    public List<FlowBucket> Buckets { get; } = [];

    public void OnBucket(in FlowBucket bucket) => Buckets.Add(bucket);
}
