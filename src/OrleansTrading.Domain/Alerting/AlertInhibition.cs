using System.Collections.Immutable;

namespace OrleansTrading.Domain.Alerting;

/// <summary>While one alert is open, what follows from it is not told.</summary>
/// <param name="Source">Kinds of the alert that explains the others.</param>
/// <param name="Suppresses">Kinds that are not told meanwhile.</param>
/// <param name="Equal">Labels that both must have, with equal values.</param>
public sealed record AlertInhibition(ImmutableArray<string> Source, ImmutableArray<string> Suppresses, ImmutableArray<string> Equal)
{
    /// <remarks>An alert never silences itself, nor another of a kind that is a source too: two could silence each other.</remarks>
    public bool Applies(Notification open, Notification notification) =>
        open.Alert != notification.Alert
        && AlertRule.IsOneOf(Source, open.Kind)
        && AlertRule.IsOneOf(Suppresses, notification.Kind)
        && !AlertRule.IsOneOf(Source, notification.Kind)
        && Equal.All(name => open.LabelOf(name) is { } value && value == notification.LabelOf(name));
}
