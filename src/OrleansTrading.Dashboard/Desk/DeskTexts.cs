namespace OrleansTrading.Dashboard.Desk;

/// <summary>Names the texts of what stands beside the market.</summary>
internal sealed class DeskTexts;
