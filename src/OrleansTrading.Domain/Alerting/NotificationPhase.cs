using Orleans;

namespace OrleansTrading.Domain.Alerting;

/// <summary>Whether a notification is of something that has happened, or of something that stands until it is over.</summary>
[GenerateSerializer, Alias("OrleansTrading.NotificationPhase")]
public enum NotificationPhase : byte
{
    /// <summary>It has happened: a fill, a signal.</summary>
    Event = 0,

    /// <summary>An alert was raised.</summary>
    Opened = 1,

    /// <summary>An alert is over.</summary>
    Cleared = 2,

    /// <summary>An alert that was told of before is still open.</summary>
    Repeated = 3,
}
