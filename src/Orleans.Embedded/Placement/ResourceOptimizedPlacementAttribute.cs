using Orleans.Runtime;

namespace Orleans.Placement;

/// <summary>Place where most resources are free; in one process that is the silo with the fewest activations.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class ResourceOptimizedPlacementAttribute() : PlacementAttribute(new ResourceOptimizedPlacement());
