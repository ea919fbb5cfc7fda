namespace Orleans.Runtime;

/// <summary>How a silo is chosen for a new activation.</summary>
public abstract class PlacementStrategy;
