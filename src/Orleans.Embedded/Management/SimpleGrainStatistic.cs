namespace Orleans.Runtime;

/// <summary>How many activations of a grain class a silo has.</summary>
public sealed class SimpleGrainStatistic
{
    public string GrainType { get; set; } = null!;

    public SiloAddress SiloAddress { get; set; } = null!;

    public int ActivationCount { get; set; }

    public override string ToString() => $"SimpleGrainStatistic: GrainType={GrainType} Silo={SiloAddress} NumActivations={ActivationCount}";
}
