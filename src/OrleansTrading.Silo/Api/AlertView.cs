using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansTrading.Contracts.Alerts;

namespace OrleansTrading.Silo.Api;

/// <summary>Something that a person should know of.</summary>
/// <param name="Key">What it is about; at most one alert of a key is open.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Title">What is wrong, in a few words.</param>
/// <param name="Detail">What was seen and what was expected.</param>
/// <param name="RaisedAt">When it was raised.</param>
/// <param name="ClearedAt">When it was cleared; null while it is open.</param>
internal sealed record AlertView(
    string Key,
    [property: JsonConverter(typeof(AlertSeverityWord))] AlertSeverity Severity,
    string Title,
    string Detail,
    long RaisedAt,
    long? ClearedAt)
{
    public static AlertView Of(Alert alert) => new(alert.Key, alert.Severity, alert.Title, alert.Detail, alert.RaisedAt, alert.ClearedAt);
}

/// <summary><c>information</c>, <c>warning</c>, <c>critical</c>.</summary>
internal sealed class AlertSeverityWord() : JsonStringEnumConverter<AlertSeverity>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
