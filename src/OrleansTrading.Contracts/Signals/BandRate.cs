using Orleans;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Contracts.Signals;

/// <param name="From">Where the band begins, see <see cref="ScoreBand"/>.</param>
/// <param name="Rate">Of its signals.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.BandRate")]
public sealed record BandRate([property: Id(0)] int From, [property: Id(1)] HitRate Rate);
