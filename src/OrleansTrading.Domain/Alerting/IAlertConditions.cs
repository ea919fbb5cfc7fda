namespace OrleansTrading.Domain.Alerting;

/// <summary>What is so at one moment.</summary>
internal interface IAlertConditions
{
    /// <summary>The open alert of this name; null when it is not open.</summary>
    Notification? OpenOf(string alert);

    bool IsOpen(string alert) => OpenOf(alert) is not null;

    /// <summary>Whether a silence, or another alert that is open, keeps it from being told.</summary>
    bool IsSuppressed(Notification notification);
}
