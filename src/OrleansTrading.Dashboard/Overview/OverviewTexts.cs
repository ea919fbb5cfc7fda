namespace OrleansTrading.Dashboard.Overview;

/// <summary>Names the texts of the overview.</summary>
internal sealed class OverviewTexts;
