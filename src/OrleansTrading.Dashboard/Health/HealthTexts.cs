namespace OrleansTrading.Dashboard.Health;

/// <summary>Names the texts of health. English is the key; translations lie beside this file.</summary>
internal sealed class HealthTexts;
