using Orleans;
using OrleansTrading.Contracts.Alerts;

namespace OrleansTrading.Contracts.Events;

/// <summary>An alert was raised, or cleared when <see cref="Alerts.Alert.ClearedAt"/> is set.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.AlertChanged")]
public sealed record AlertChanged(long Time, [property: Id(0)] Alert Alert) : TradingEvent(Time);
