using Orleans;

namespace OrleansTrading.Domain.Accounts;

/// <summary>A trailing order on paper has followed the market: the best price since it was armed, quote units.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.OrderTrailed")]
public sealed record OrderTrailed(
    long Time,
    [property: Id(0)] string OrderId,
    [property: Id(1)] decimal Best) : AccountEvent(Time);
