using System.Globalization;
using System.Reflection;
using Orleans;
using Orleans.Concurrency;
using OrleansTrading.Grains;

namespace OrleansTrading.Silo.Tests.Structure;

/// <summary>
/// What silos say to each other, a line for each thing that has a name on the wire: methods of grains and observers, members of messages,
/// values of enumerations.
/// </summary>
internal static class ContractList
{
    private static IEnumerable<Type> Types =>
        GrainContracts.Assemblies.Append(typeof(GrainsServiceCollectionExtensions).Assembly).SelectMany(assembly => assembly.GetTypes());

    public static IReadOnlyList<string> Lines() =>
        [.. Types.Where(IsSpokenTo).SelectMany(OfInterface).Concat(Types.Where(IsSent).SelectMany(OfMessage)).Concat(Enums().SelectMany(OfEnum)).Order(StringComparer.Ordinal)];

    private static bool IsSpokenTo(Type type) =>
        type.IsInterface && (typeof(IGrain).IsAssignableFrom(type) || typeof(IGrainObserver).IsAssignableFrom(type));

    private static bool IsSent(Type type) => type.GetCustomAttribute<GenerateSerializerAttribute>(inherit: false) is not null;

    private static IEnumerable<Type> Enums() => Types.Where(IsSent).SelectMany(GrainContracts.Fields).Select(field => field.FieldType)
        .Concat(Types.Where(IsSpokenTo).SelectMany(type => type.GetMethods()).SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType))
        .SelectMany(Parts).Where(type => type.IsEnum && Types.Contains(type)).Distinct();

    private static IEnumerable<Type> Parts(Type type) => type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts)
        : type.HasElementType ? Parts(type.GetElementType()!)
        : [type];

    private static IEnumerable<string> OfInterface(Type type) => type.GetMethods().Where(method => !method.IsStatic).Select(method =>
        $"grain {Name(type)}.{Alias(method) ?? method.Name}({string.Join(", ", method.GetParameters().Select(parameter => Name(parameter.ParameterType)))}): {Name(method.ReturnType)}"
        + (method.GetCustomAttribute<OneWayAttribute>() is null ? "" : " one way"));

    private static IEnumerable<string> OfMessage(Type type) => GrainContracts.Fields(type)
        .Select(field => (Id: GrainContracts.IdOf(field), Type: field.FieldType)).Where(member => member.Id is not null)
        .Select(member => $"message {Name(type)}#{member.Id}: {Name(member.Type)}")
        .Append($"message {Name(type)}{(type.BaseType is { } parent && IsSent(parent) ? $" is {Name(parent)}" : "")}");

    private static IEnumerable<string> OfEnum(Type type) => Enum.GetValuesAsUnderlyingType(type).Cast<object>()
        .Select(value => string.Create(CultureInfo.InvariantCulture, $"enum {type.FullName} {value}: {Enum.GetName(type, value)}"));

    private static string? Alias(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias;

    private static string Name(Type type)
    {
        if (type.IsArray)
            return $"{Name(type.GetElementType()!)}[]";
        var name = Alias(type) ?? (type.Namespace is "System" or "System.Threading.Tasks" or "System.Threading" ? type.Name : type.FullName ?? type.Name);
        if (!type.IsGenericType)
            return name;
        return $"{(Alias(type) ?? type.GetGenericTypeDefinition().Name).Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
