using Orleans.Runtime;

namespace Orleans.Metadata;

/// <summary>An attribute that says how a grain class behaves.</summary>
public interface IGrainPropertiesProviderAttribute
{
    void Populate(IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties);
}
