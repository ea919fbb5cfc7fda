namespace OrleansTrading.Grains.Jobs;

/// <summary>Settings of one job, section <c>Jobs:Items:NAME</c>. What an operator sets by the API goes before them.</summary>
public sealed class JobItemOptions
{
    /// <summary>Its schedule; null or empty for its own.</summary>
    public string? Schedule { get; set; }

    /// <summary>Whether its slots are run; null for what holds for all jobs.</summary>
    public bool? Enabled { get; set; }
}
