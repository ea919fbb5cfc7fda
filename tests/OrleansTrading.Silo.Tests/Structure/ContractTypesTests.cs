using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Silo.Tests.Structure;

/// <summary>What crosses a grain call: on the embedded engine by reference, on the cluster as bytes between versions.</summary>
public sealed class ContractTypesTests
{
    private static readonly Assembly Contracts = typeof(ISymbolGrain).Assembly;
    private static readonly Assembly[] Ours = [Contracts, typeof(InstrumentId).Assembly];

    private static readonly HashSet<Type> Plain =
    [
        typeof(string), typeof(decimal), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(Guid), typeof(Uri),
        typeof(void), typeof(Task), typeof(ValueTask), typeof(CancellationToken),
    ];

    private static readonly HashSet<Type> PlainGenerics =
    [
        typeof(Task<>), typeof(ValueTask<>), typeof(Nullable<>), typeof(ImmutableArray<>), typeof(ImmutableDictionary<,>), typeof(ImmutableHashSet<>),
    ];

    private static IEnumerable<Type> GrainInterfaces =>
        Contracts.GetTypes().Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type));

    public static TheoryData<string> GrainInterfaceNames() => [.. GrainInterfaces.Select(type => type.FullName!)];

    public static TheoryData<string> MessageNames() => [.. Reachable().Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(GrainInterfaceNames))]
    public void GrainInterface_AndItsMethods_HaveAliases(string name)
    {
        var type = Contracts.GetType(name)!;
        type.GetCustomAttribute<AliasAttribute>(inherit: false).ShouldNotBeNull();
        var methods = type.GetMethods().Where(method => !method.IsStatic).ToList();
        methods.ShouldAllBe(method => method.GetCustomAttribute<AliasAttribute>(inherit: false) != null);
        methods.Select(method => method.GetCustomAttribute<AliasAttribute>(inherit: false)!.Alias).ShouldBeUnique();
    }

    [Fact]
    public void Aliases_OfAllTypes_AreUnique() =>
        GrainInterfaces.Concat(Reachable()).Concat(Exceptions())
            .Select(type => type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias).OfType<string>()
            .ShouldBeUnique();

    [Theory]
    [MemberData(nameof(MessageNames))]
    public void Message_InAGrainCall_IsSerializableAndImmutable(string name)
    {
        var type = Ours.Select(assembly => assembly.GetType(name)).Single(found => found is not null)!;
        // The cluster writes an enumeration as its number, with or without attributes.
        if (type.IsEnum)
            return;
        type.GetCustomAttribute<GenerateSerializerAttribute>(inherit: false).ShouldNotBeNull("[GenerateSerializer]");
        type.GetCustomAttribute<AliasAttribute>(inherit: false).ShouldNotBeNull("[Alias]");
        var members = Fields(type).Select(field => (Field: field, Id: IdOf(field))).ToList();
        members.Where(member => member.Id is null).Select(member => member.Field.Name).ShouldBeEmpty("every member that is held has an [Id]");
        members.Select(member => member.Id).ShouldBeUnique();
        members.Where(member => !member.Field.IsInitOnly && !IsInitOnly(member.Field)).Select(member => member.Field.Name).ShouldBeEmpty("nothing can be set later");
    }

    [Fact]
    public void Exception_OfTheContracts_IsSerializable() => Exceptions().ShouldAllBe(type =>
        type.GetCustomAttribute<GenerateSerializerAttribute>(inherit: false) != null && type.GetCustomAttribute<AliasAttribute>() != null);

    [Fact]
    public void Reachable_FromTheGrains_FindsTheMessages() =>
        new[] { typeof(InstrumentSnapshot), typeof(KlineQuery), typeof(Domain.Candles.Kline), typeof(Domain.Streams.StreamState) }
            .ShouldBeSubsetOf(Reachable());

    private static IEnumerable<Type> Exceptions() => Contracts.GetTypes().Where(type => type.IsAssignableTo(typeof(Exception)));

    /// <summary>Every type of ours in a signature of a grain, or held by such a type. A foreign type that is not plain fails here.</summary>
    private static List<Type> Reachable()
    {
        var found = new HashSet<Type>();
        var waiting = new Queue<(Type Type, string From)>(GrainInterfaces.SelectMany(grain => grain.GetMethods()
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

            Ours.ShouldContain(type.Assembly, $"{from} uses {type}, which is not known to be safe in a grain call");
            if (!found.Add(type) || type.IsEnum)
                continue;
            foreach (var field in Fields(type))
                waiting.Enqueue((field.FieldType, $"{type.Name}.{field.Name}"));
        }

        return [.. found.OrderBy(type => type.FullName, StringComparer.Ordinal)];
    }

    private static FieldInfo[] Fields(Type type) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);

    private static uint? IdOf(FieldInfo field) =>
        (field.GetCustomAttribute<IdAttribute>(inherit: false) ?? PropertyOf(field)?.GetCustomAttribute<IdAttribute>())?.Id;

    /// <summary>The property behind which the compiler keeps the field; null for a field written by hand.</summary>
    private static PropertyInfo? PropertyOf(FieldInfo field) =>
        field.Name is ['<', .., '>', 'k', '_', '_', 'B', 'a', 'c', 'k', 'i', 'n', 'g', 'F', 'i', 'e', 'l', 'd']
            ? field.DeclaringType!.GetProperty(field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)])
            : null;

    private static bool IsInitOnly(FieldInfo field) => PropertyOf(field) is { } property
        && (property.SetMethod is not { } setter || setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)));
}
