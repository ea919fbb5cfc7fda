using System.Collections.Immutable;
using Orleans;

namespace OrleansTrading.Domain.Alerting;

/// <summary>Until a time, what all the matchers match is not told.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Matchers">At least one.</param>
/// <param name="Until">Unix milliseconds.</param>
/// <param name="CreatedAt">Unix milliseconds.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="Comment">Why.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.Silence")]
public sealed record Silence(
    [property: Id(0)] string Id,
    [property: Id(1)] ImmutableArray<LabelMatcher> Matchers,
    [property: Id(2)] long Until,
    [property: Id(3)] long CreatedAt,
    [property: Id(4)] string By,
    [property: Id(5)] string Comment)
{
    public bool Applies(Notification notification, long now) => now < Until && Matchers.All(matcher => matcher.Matches(notification));
}
