using Orleans.Metadata;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Activations of this class are never collected for being idle.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class KeepAliveAttribute : Attribute, IGrainPropertiesProviderAttribute
{
    public void Populate(IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties)
        => properties[GrainProperty.IdleDuration] = GrainProperty.IndefiniteIdle;
}
