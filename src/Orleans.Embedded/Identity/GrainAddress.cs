namespace Orleans.Runtime;

/// <summary>Where an activation lives.</summary>
public sealed class GrainAddress : IEquatable<GrainAddress>
{
    public GrainId GrainId { get; init; }

    public ActivationId ActivationId { get; init; }

    public SiloAddress? SiloAddress { get; init; }

    public bool IsComplete => !GrainId.IsDefault && !ActivationId.IsDefault && SiloAddress is not null;

    public bool Equals(GrainAddress? other)
        => other is not null && Matches(other) && ActivationId.Equals(other.ActivationId);

    /// <summary>True where both name the same grain on the same silo.</summary>
    public bool Matches(GrainAddress? other)
        => other is not null && GrainId.Equals(other.GrainId) && Equals(SiloAddress, other.SiloAddress);

    public override bool Equals(object? obj) => Equals(obj as GrainAddress);

    public override int GetHashCode() => HashCode.Combine(SiloAddress, GrainId, ActivationId);

    public override string ToString() => $"[GrainAddress GrainId={GrainId}, ActivationId={ActivationId}, SiloAddress={SiloAddress}]";
}
