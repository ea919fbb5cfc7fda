namespace OrleansTrading.Dashboard.Cluster;

/// <summary>What pages the engine behind the grains brings itself; registered by a host whose engine has some.</summary>
/// <param name="Address">Where they begin, from this site's own beginning on, for example <c>orleans</c>; null when there are none.</param>
public sealed record EnginePages(string? Address);
