using System.Collections.Immutable;
using Orleans;

namespace OrleansTrading.Contracts.Cluster;

/// <summary>What one silo tells of itself. Times are Unix milliseconds.</summary>
/// <param name="Name">Its name in the membership.</param>
/// <param name="Time">When it was told.</param>
/// <param name="Process">Its process.</param>
/// <param name="Calls">The calls of its grains by class, over the last minute, sorted by class.</param>
/// <param name="Reminders">The reminders of the grains that it holds.</param>
/// <param name="History">The last minutes, oldest first.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.SiloReport")]
public sealed record SiloReport(
    [property: Id(0)] string Name,
    [property: Id(1)] long Time,
    [property: Id(2)] ProcessFigures Process,
    [property: Id(3)] ImmutableArray<CallFigures> Calls,
    [property: Id(4)] ImmutableArray<ReminderFigures> Reminders,
    [property: Id(5)] ImmutableArray<SiloPoint> History)
{
    /// <summary>Symbols that it follows the market for; null where it does not tell.</summary>
    [Id(6)]
    public int? Symbols { get; init; }
}
