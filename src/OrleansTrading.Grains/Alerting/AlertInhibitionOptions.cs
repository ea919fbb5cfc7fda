namespace OrleansTrading.Grains.Alerting;

/// <summary>While one alert is open, what follows from it is not told.</summary>
public sealed class AlertInhibitionOptions
{
    /// <summary>Kinds of the alert that explains the others, separated by commas.</summary>
    public string Source { get; set; } = "";

    /// <summary>Kinds that are not told while it is open, separated by commas; empty for none.</summary>
    public string Suppresses { get; set; } = "";

    /// <summary>Labels that both must have with equal values, separated by commas.</summary>
    public string Equal { get; set; } = "";
}
