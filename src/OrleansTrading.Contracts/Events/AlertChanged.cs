using Orleans;
using OrleansTrading.Contracts.Alerts;

namespace OrleansTrading.Contracts.Events;

/// <summary>
/// An alert was raised; or acknowledged when <see cref="Alerts.Alert.AcknowledgedAt"/> is set; or cleared when <see cref="Alerts.Alert.ClearedAt"/> is.
/// </summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.AlertChanged")]
public sealed record AlertChanged(long Time, [property: Id(0)] Alert Alert) : TradingEvent(Time);
