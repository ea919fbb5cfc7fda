using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Silo.Tests.Structure;

/// <summary>The grain interfaces of the contracts, and the types that cross their calls.</summary>
internal static class GrainContracts
{
    private static readonly Assembly Contracts = typeof(ISymbolGrain).Assembly;

    /// <summary>The contracts first.</summary>
    public static readonly Assembly[] Assemblies = [Contracts, typeof(InstrumentId).Assembly];

    private static readonly HashSet<Type> Plain =
    [
        typeof(string), typeof(decimal), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(Guid), typeof(Uri),
        typeof(void), typeof(Task), typeof(ValueTask), typeof(CancellationToken),
    ];

    private static readonly HashSet<Type> PlainGenerics =
    [
        typeof(Task<>), typeof(ValueTask<>), typeof(Nullable<>), typeof(ImmutableArray<>), typeof(ImmutableDictionary<,>), typeof(ImmutableHashSet<>),
    ];

    public static IEnumerable<Type> Interfaces =>
        Contracts.GetTypes().Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type));

    public static IEnumerable<Type> Exceptions() => Contracts.GetTypes().Where(type => type.IsAssignableTo(typeof(Exception)));

    /// <summary>Every type of ours in a signature of a grain, or held by such a type. A foreign type that is not plain fails here.</summary>
    public static List<Type> Reachable()
    {
        var found = new HashSet<Type>();
        var waiting = new Queue<(Type Type, string From)>(Interfaces.SelectMany(grain => grain.GetMethods()
            .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType)
                .Select(type => (type, $"{grain.Name}.{method.Name}")))));
        while (waiting.TryDequeue(out var next))
        {
            var (type, from) = next;
            if (type.IsPrimitive || Plain.Contains(type))
                continue;
            if (type.IsGenericType && PlainGenerics.Contains(type.GetGenericTypeDefinition()))
            {
                foreach (var argument in type.GetGenericArguments())
                    waiting.Enqueue((argument, from));
                continue;
            }

            Assemblies.ShouldContain(type.Assembly, $"{from} uses {type}, which is not known to be safe in a grain call");
            if (!found.Add(type) || type.IsEnum)
                continue;
            foreach (var field in Fields(type))
                waiting.Enqueue((field.FieldType, $"{type.Name}.{field.Name}"));
        }

        return [.. found.OrderBy(type => type.FullName, StringComparer.Ordinal)];
    }

    public static FieldInfo[] Fields(Type type) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);

    public static uint? IdOf(FieldInfo field) =>
        (field.GetCustomAttribute<IdAttribute>(inherit: false) ?? PropertyOf(field)?.GetCustomAttribute<IdAttribute>())?.Id;

    /// <summary>The property behind which the compiler keeps the field; null for a field written by hand.</summary>
    private static PropertyInfo? PropertyOf(FieldInfo field) =>
        field.Name is ['<', .., '>', 'k', '_', '_', 'B', 'a', 'c', 'k', 'i', 'n', 'g', 'F', 'i', 'e', 'l', 'd']
            ? field.DeclaringType!.GetProperty(field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)])
            : null;

    public static bool IsInitOnly(FieldInfo field) => PropertyOf(field) is { } property
        && (property.SetMethod is not { } setter || setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)));
}
