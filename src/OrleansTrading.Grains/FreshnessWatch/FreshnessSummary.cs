using System.Globalization;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Grains.FreshnessWatch;

/// <summary>How current the live market is.</summary>
/// <param name="Symbols">Symbols looked at.</param>
/// <param name="InLastMinute">Those that data has come of within the last minute.</param>
/// <param name="NewestAge">Age of the newest data of all; null when none has come.</param>
/// <param name="Fresh">Symbols by their own freshness.</param>
/// <param name="Delayed">Likewise.</param>
/// <param name="Stale">Likewise; those without data are among them.</param>
public sealed record FreshnessSummary(int Symbols, int InLastMinute, TimeSpan? NewestAge, int Fresh, int Delayed, int Stale)
{
    private static readonly TimeSpan LastMinute = TimeSpan.FromMinutes(1);

    /// <summary>By the newest data of all; none when there is none.</summary>
    public Freshness Overall => NewestAge is { } age ? FreshnessPolicy.JudgeAge(age) : Freshness.None;

    public static FreshnessSummary Of(IReadOnlyCollection<InstrumentSnapshot> snapshots)
    {
        var fresh = snapshots.Count(snapshot => snapshot.Freshness == Freshness.Fresh);
        var delayed = snapshots.Count(snapshot => snapshot.Freshness == Freshness.Delayed);
        return new FreshnessSummary(
            snapshots.Count,
            snapshots.Count(snapshot => snapshot.DataAge <= LastMinute),
            snapshots.Min(snapshot => snapshot.DataAge),
            fresh,
            delayed,
            snapshots.Count - fresh - delayed);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{InLastMinute} of {Symbols} symbols had data in the last minute, the newest {(NewestAge is { } age ? $"{age.TotalSeconds:0.0} s old" : "never")}: {Overall.ToString().ToLowerInvariant()} ({Fresh} fresh, {Delayed} delayed, {Stale} stale)");
}
