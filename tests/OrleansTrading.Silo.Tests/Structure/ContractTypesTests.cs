using System.Reflection;
using Orleans;
using OrleansTrading.Contracts.Symbols;

namespace OrleansTrading.Silo.Tests.Structure;

/// <summary>What crosses a grain call: on the embedded engine by reference, on the cluster as bytes between versions.</summary>
public sealed class ContractTypesTests
{
    public static TheoryData<string> GrainInterfaceNames() => [.. GrainContracts.Interfaces.Select(type => type.FullName!)];

    public static TheoryData<string> MessageNames() => [.. GrainContracts.Reachable().Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(GrainInterfaceNames))]
    public void GrainInterface_AndItsMethods_HaveAliases(string name)
    {
        var type = GrainContracts.Assemblies[0].GetType(name)!;
        type.GetCustomAttribute<AliasAttribute>(inherit: false).ShouldNotBeNull();
        var methods = type.GetMethods().Where(method => !method.IsStatic).ToList();
        methods.ShouldAllBe(method => method.GetCustomAttribute<AliasAttribute>(inherit: false) != null);
        methods.Select(method => method.GetCustomAttribute<AliasAttribute>(inherit: false)!.Alias).ShouldBeUnique();
    }

    [Fact]
    public void Aliases_OfAllTypes_AreUnique() =>
        GrainContracts.Interfaces.Concat(GrainContracts.Reachable()).Concat(GrainContracts.Exceptions())
            .Select(type => type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias).OfType<string>()
            .ShouldBeUnique();

    [Theory]
    [MemberData(nameof(MessageNames))]
    public void Message_InAGrainCall_IsSerializableAndImmutable(string name)
    {
        var type = GrainContracts.Assemblies.Select(assembly => assembly.GetType(name)).Single(found => found is not null)!;
        // The cluster writes an enumeration as its number, with or without attributes.
        if (type.IsEnum)
            return;
        type.GetCustomAttribute<GenerateSerializerAttribute>(inherit: false).ShouldNotBeNull("[GenerateSerializer]");
        type.GetCustomAttribute<AliasAttribute>(inherit: false).ShouldNotBeNull("[Alias]");
        var members = GrainContracts.Fields(type).Select(field => (Field: field, Id: GrainContracts.IdOf(field))).ToList();
        members.Where(member => member.Id is null).Select(member => member.Field.Name).ShouldBeEmpty("every member that is held has an [Id]");
        members.Select(member => member.Id).ShouldBeUnique();
        members.Where(member => !member.Field.IsInitOnly && !GrainContracts.IsInitOnly(member.Field)).Select(member => member.Field.Name).ShouldBeEmpty("nothing can be set later");
    }

    [Fact]
    public void Exception_OfTheContracts_IsSerializable() => GrainContracts.Exceptions().ShouldAllBe(type =>
        type.GetCustomAttribute<GenerateSerializerAttribute>(inherit: false) != null && type.GetCustomAttribute<AliasAttribute>() != null);

    [Fact]
    public void Reachable_FromTheGrains_FindsTheMessages() =>
        new[] { typeof(InstrumentSnapshot), typeof(KlineQuery), typeof(Domain.Candles.Kline), typeof(Domain.Streams.StreamState) }
            .ShouldBeSubsetOf(GrainContracts.Reachable());
}
