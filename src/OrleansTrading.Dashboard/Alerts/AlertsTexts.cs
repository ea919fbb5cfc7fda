namespace OrleansTrading.Dashboard.Alerts;

/// <summary>Names the texts of the alerts.</summary>
internal sealed class AlertsTexts;
