using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansTrading.Contracts.Alerts;

namespace OrleansTrading.Silo.Api;

/// <summary>Something that a person should know of.</summary>
/// <param name="Id">Names this alert and no other of its key, in addresses.</param>
/// <param name="Key">What it is about; at most one alert of a key is open.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Title">What is wrong, in a few words.</param>
/// <param name="Detail">What was seen and what was expected.</param>
/// <param name="RaisedAt">When it was raised.</param>
/// <param name="ClearedAt">When it was cleared; null while it is open.</param>
/// <param name="AcknowledgedBy">Who has seen it and is on it; null when nobody is.</param>
/// <param name="AcknowledgedAt">Since when.</param>
internal sealed record AlertView(
    string Id,
    string Key,
    [property: JsonConverter(typeof(AlertSeverityWord))] AlertSeverity Severity,
    string Title,
    string Detail,
    long RaisedAt,
    long? ClearedAt,
    string? AcknowledgedBy,
    long? AcknowledgedAt)
{
    public static AlertView Of(Alert alert) => new(
        alert.Id, alert.Key, alert.Severity, alert.Title, alert.Detail, alert.RaisedAt, alert.ClearedAt, alert.AcknowledgedBy, alert.AcknowledgedAt);
}

/// <summary><c>information</c>, <c>warning</c>, <c>critical</c>.</summary>
internal sealed class AlertSeverityWord() : JsonStringEnumConverter<AlertSeverity>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
