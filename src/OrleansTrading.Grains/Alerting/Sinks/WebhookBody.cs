using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Grains.Alerting.Sinks;

/// <summary>What a webhook gets. Times are Unix milliseconds.</summary>
internal sealed record WebhookBody(
    string Id, string Route, string Group, string Severity, string Subject, ImmutableArray<WebhookNotification> Notifications, int More, long Lost)
{
    public static WebhookBody Of(OutgoingMessage message) => new(
        message.Id, message.Route, message.Group, Notification.WordOf(message.Severity), MessageText.SubjectOf(message),
        [.. message.Lines.Select(WebhookNotification.Of)], message.Rest, message.Lost);
}

/// <summary>One notification of it.</summary>
internal sealed record WebhookNotification(
    string Key, string Kind, string Severity, string Phase, string Title, string Detail, ImmutableSortedDictionary<string, string> Labels, long Time)
{
    public static WebhookNotification Of(Notification notification) => new(
        notification.Key, notification.Kind, Notification.WordOf(notification.Severity), WordOf(notification.Phase), notification.Title, notification.Detail,
        notification.Labels.ToImmutableSortedDictionary(label => label.Name, label => label.Value, StringComparer.Ordinal), notification.Time);

    private static string WordOf(NotificationPhase phase) => phase switch
    {
        NotificationPhase.Opened => "opened",
        NotificationPhase.Cleared => "cleared",
        NotificationPhase.Repeated => "repeated",
        _ => "event",
    };
}

/// <summary>How it is written.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(WebhookBody))]
internal sealed partial class WebhookJson : JsonSerializerContext;
