namespace Orleans.Runtime;

internal sealed class RandomPlacement : PlacementStrategy;

internal sealed class HashBasedPlacement : PlacementStrategy;

internal sealed class PreferLocalPlacement : PlacementStrategy;

internal sealed class ActivationCountBasedPlacement : PlacementStrategy;

internal sealed class ResourceOptimizedPlacement : PlacementStrategy;

internal sealed class StatelessWorkerPlacement : PlacementStrategy;
