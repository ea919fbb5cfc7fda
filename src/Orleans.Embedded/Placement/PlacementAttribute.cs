using Orleans.Metadata;
using Orleans.Runtime;

namespace Orleans.Placement;

/// <summary>The base of the attributes that say where a grain class is placed.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public abstract class PlacementAttribute : Attribute, IGrainPropertiesProviderAttribute
{
    protected PlacementAttribute(PlacementStrategy placement)
    {
        ArgumentNullException.ThrowIfNull(placement);
        PlacementStrategy = placement;
    }

    public PlacementStrategy PlacementStrategy { get; }

    public virtual void Populate(
        IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties)
        => properties[GrainProperty.Placement] = PlacementStrategy.GetType().Name;
}
