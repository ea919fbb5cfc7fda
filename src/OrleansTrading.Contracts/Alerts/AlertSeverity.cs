using Orleans;

namespace OrleansTrading.Contracts.Alerts;

/// <summary>How bad an alert is.</summary>
[GenerateSerializer, Alias("OrleansTrading.AlertSeverity")]
public enum AlertSeverity : byte
{
    Information = 0,
    Warning = 1,
    Critical = 2,
}
