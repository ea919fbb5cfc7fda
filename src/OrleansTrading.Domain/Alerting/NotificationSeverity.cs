using Orleans;

namespace OrleansTrading.Domain.Alerting;

/// <summary>How much a notification matters.</summary>
[GenerateSerializer, Alias("OrleansTrading.NotificationSeverity")]
public enum NotificationSeverity : byte
{
    Information = 0,
    Warning = 1,
    Critical = 2,
}
