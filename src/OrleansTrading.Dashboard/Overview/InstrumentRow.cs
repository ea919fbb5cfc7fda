using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Overview;

/// <summary>One instrument on the overview.</summary>
/// <param name="Id">The instrument.</param>
/// <param name="Snapshot">Its last answer; null until it has answered once.</param>
/// <param name="IsAnswering">Whether the newest call to it succeeded. When not, <paramref name="Snapshot"/> is an old one.</param>
/// <param name="SinceAnswer">Time since <paramref name="Snapshot"/> was taken.</param>
public sealed record InstrumentRow(InstrumentId Id, InstrumentSnapshot? Snapshot, bool IsAnswering, TimeSpan SinceAnswer)
{
    /// <summary>Age of the newest data, counting the time since the symbol last answered.</summary>
    public TimeSpan? DataAge => Snapshot?.DataAge + (IsAnswering ? TimeSpan.Zero : SinceAnswer);
}
