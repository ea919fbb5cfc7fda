namespace Orleans.Runtime.Placement;

/// <summary>Chooses silos for activations; here only what a grain that migrates may tell whoever chooses.</summary>
public interface IPlacementDirector
{
    /// <summary>The key of a silo's address in a request context: where it is active, the grain is placed there.</summary>
    public const string PlacementHintKey = nameof(PlacementHintKey);
}
