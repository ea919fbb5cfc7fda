namespace OrleansTrading.Dashboard.Jobs;

/// <summary>Names the texts of jobs and runs.</summary>
internal sealed class JobsTexts;
