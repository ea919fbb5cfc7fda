using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Orleans;

namespace OrleansTrading.Contracts.Alerts;

/// <summary>Something that a person should know of, raised once and cleared once.</summary>
/// <param name="Key">What it is about, for example <c>candles-stale/binance:BTCUSDT</c>; at most one alert of a key is open.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Title">What is wrong, in a few words.</param>
/// <param name="Detail">What was seen and what was expected.</param>
/// <param name="RaisedAt">Unix milliseconds.</param>
/// <param name="ClearedAt">Unix milliseconds; null while it is open.</param>
/// <param name="AcknowledgedBy">Who has said that they have seen it and are on it; null when nobody has.</param>
/// <param name="AcknowledgedAt">Since when, Unix milliseconds.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.Alert")]
public sealed record Alert(
    [property: Id(0)] string Key,
    [property: Id(1)] AlertSeverity Severity,
    [property: Id(2)] string Title,
    [property: Id(3)] string Detail,
    [property: Id(4)] long RaisedAt,
    [property: Id(5)] long? ClearedAt,
    [property: Id(6)] string? AcknowledgedBy = null,
    [property: Id(7)] long? AcknowledgedAt = null)
{
    private const int IdBytes = 6;

    /// <summary>
    /// Names this alert and no other, of the same key neither: 12 hexadecimal digits that derive from its key and when it was raised, for addresses,
    /// which a key with its slashes does not fit into.
    /// </summary>
    public string Id => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Key}@{RaisedAt}"))).AsSpan(0, IdBytes));
}
