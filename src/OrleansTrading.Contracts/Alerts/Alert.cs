using Orleans;

namespace OrleansTrading.Contracts.Alerts;

/// <summary>Something that a person should know of, raised once and cleared once.</summary>
/// <param name="Key">What it is about, for example <c>candles-stale/binance:BTCUSDT</c>; at most one alert of a key is open.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Title">What is wrong, in a few words.</param>
/// <param name="Detail">What was seen and what was expected.</param>
/// <param name="RaisedAt">Unix milliseconds.</param>
/// <param name="ClearedAt">Unix milliseconds; null while it is open.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.Alert")]
public sealed record Alert(
    [property: Id(0)] string Key,
    [property: Id(1)] AlertSeverity Severity,
    [property: Id(2)] string Title,
    [property: Id(3)] string Detail,
    [property: Id(4)] long RaisedAt,
    [property: Id(5)] long? ClearedAt);
