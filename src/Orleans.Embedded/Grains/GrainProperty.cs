namespace Orleans.Metadata;

/// <summary>The property names that attributes of grain classes write and the engine reads.</summary>
internal static class GrainProperty
{
    public const string Reentrant = "reentrant";
    public const string MayInterleave = "may-interleave-predicate";
    public const string IdleDuration = "idle-duration";
    public const string IndefiniteIdle = "indefinite";
    public const string Placement = "placement-strategy";
    public const string MaxLocalInstances = "max-local-instances";
}
