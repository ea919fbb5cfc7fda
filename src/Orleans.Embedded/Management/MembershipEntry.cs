namespace Orleans;

/// <summary>A silo in the table of silos.</summary>
public sealed class MembershipEntry
{
    public Runtime.SiloAddress SiloAddress { get; set; } = null!;

    public Runtime.SiloStatus Status { get; set; }

    public int ProxyPort { get; set; }

    public string? HostName { get; set; }

    public string? SiloName { get; set; }

    public DateTime StartTime { get; set; }

    public DateTime IAmAliveTime { get; set; }

    public override string ToString() => $"SiloAddress={SiloAddress} SiloName={SiloName} Status={Status}";
}
