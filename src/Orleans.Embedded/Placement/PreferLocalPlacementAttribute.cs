using Orleans.Runtime;

namespace Orleans.Placement;

/// <summary>Place on the silo of the first caller.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class PreferLocalPlacementAttribute() : PlacementAttribute(new PreferLocalPlacement());
