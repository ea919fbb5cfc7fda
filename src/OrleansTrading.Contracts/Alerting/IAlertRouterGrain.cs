using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Contracts.Alerting;

/// <summary>
/// Brings notifications to people; there is one such grain, keyed <see cref="Key"/>. What it has taken in is stored before it answers, and is
/// delivered, given up or suppressed, each of which is counted, whatever happens to the silos meanwhile.
/// </summary>
[Alias("OrleansTrading.IAlertRouterGrain")]
public interface IAlertRouterGrain : IGrainWithStringKey
{
    public const string Key = "alert-router";

    /// <summary>Brings it up, and keeps it so.</summary>
    [Alias("EnsureStarted")]
    Task EnsureStartedAsync();

    /// <summary>Takes notifications in; those whose keys are known are left out. Answers how many were new.</summary>
    [Alias("TakeIn")]
    Task<int> TakeInAsync(ImmutableArray<Notification> notifications);

    /// <summary>How each route is.</summary>
    [Alias("GetRoutes"), ReadOnly, AlwaysInterleave]
    Task<ImmutableArray<RouteStatus>> GetRoutesAsync();

    /// <summary>Silences that have not ended.</summary>
    [Alias("ListSilences"), ReadOnly, AlwaysInterleave]
    Task<ImmutableArray<Silence>> ListSilencesAsync();

    /// <summary>Adds a silence until a time, Unix milliseconds. Answers null when there are too many.</summary>
    [Alias("Silence")]
    Task<Silence?> SilenceAsync(ImmutableArray<LabelMatcher> matchers, long until, string by, string comment);

    /// <summary>Ends a silence. Answers false when there is none of this id.</summary>
    [Alias("EndSilence")]
    Task<bool> EndSilenceAsync(string id);
}
