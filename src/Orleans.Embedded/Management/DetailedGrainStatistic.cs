namespace Orleans.Runtime;

/// <summary>One activation.</summary>
public sealed class DetailedGrainStatistic
{
    public string GrainType { get; set; } = null!;

    public SiloAddress SiloAddress { get; set; } = null!;

    public GrainId GrainId { get; set; }
}
