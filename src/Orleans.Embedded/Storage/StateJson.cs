using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace EmbeddedEngine.Storage;

/// <summary>
/// How states become JSON. Beside what System.Text.Json does by itself, fields and private setters are written to,
/// collections without a setter are filled, and doubles may be infinite or not a number.
/// </summary>
internal static class StateJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var resolver = new DefaultJsonTypeInfoResolver();
        resolver.Modifiers.Add(UseHiddenSetters);
        var options = new JsonSerializerOptions
        {
            IncludeFields = true,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            TypeInfoResolver = resolver,
        };
        options.MakeReadOnly();
        return options;
    }

    private static void UseHiddenSetters(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }

        var parameters = type.ConstructorAttributeProvider is ConstructorInfo constructor ? constructor.GetParameters() : [];
        foreach (var property in type.Properties.Where(p => p.Set is null && p.AttributeProvider is PropertyInfo))
        {
            var member = (PropertyInfo)property.AttributeProvider!;
            if (member.GetSetMethod(nonPublic: true) is { } setter)
            {
                property.Set = (target, value) => setter.Invoke(target, [value]);
            }
            else if (parameters.Length == 0 && property.PropertyType != typeof(string)
                && typeof(System.Collections.IEnumerable).IsAssignableFrom(property.PropertyType))
            {
                property.ObjectCreationHandling = JsonObjectCreationHandling.Populate;
            }
        }
    }
}
