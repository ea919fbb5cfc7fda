namespace OrleansTrading.Grains.Alerting;

/// <summary>What a route sends with.</summary>
public enum AlertRouteKind
{
    /// <summary>JSON to an address, signed when there is a secret.</summary>
    Webhook,

    /// <summary>A message of a Telegram bot.</summary>
    Telegram,

    /// <summary>Mail over SMTP.</summary>
    Email,
}
