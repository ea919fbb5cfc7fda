namespace Orleans;

/// <summary>Marks a type that crosses a grain call or is stored by a grain.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute
{
    public bool IncludePrimaryConstructorParameters { get; init; } = true;

    public GenerateFieldIds GenerateFieldIds { get; init; }
}
