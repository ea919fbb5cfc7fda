using Orleans.Metadata;
using Orleans.Runtime;

namespace Orleans.Concurrency;

/// <summary>Names the method <c>bool M(IInvokable request)</c> of the class that decides which requests interleave.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MayInterleaveAttribute(string callbackMethodName) : Attribute, IGrainPropertiesProviderAttribute
{
    public void Populate(IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties)
        => properties[GrainProperty.MayInterleave] = callbackMethodName;
}
