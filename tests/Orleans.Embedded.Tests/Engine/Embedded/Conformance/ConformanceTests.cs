using System.Reflection;

namespace Orleans.Embedded.Tests.Engine.Conformance;

/// <summary>
/// Whatever the embedded engine shows in the namespaces of Orleans, the official packages show with the same signature:
/// what compiles against the one compiles against the others.
/// </summary>
public sealed class ConformanceTests
{
    private static readonly Assembly[] Engine = [typeof(IGrain).Assembly, typeof(AliasAttribute).Assembly];

    /// <summary>Types that the list does not have and that signatures on the list cannot do without.</summary>
    private static readonly Dictionary<string, string> Referenced = new(StringComparer.Ordinal)
    {
        ["Orleans.GenerateFieldIds"] = "GenerateSerializerAttribute.GenerateFieldIds",
        ["Orleans.IGrainWithGuidCompoundKey"] = "constraint of IGrainFactory.GetGrain with a GUID and an extension",
        ["Orleans.IncomingGrainCallFilterDelegate"] = "AddIncomingGrainCallFilter",
        ["Orleans.OutgoingGrainCallFilterDelegate"] = "AddOutgoingGrainCallFilter",
        ["Orleans.Hosting.IClientBuilder"] = "InProcessTestClusterBuilder.ConfigureClient",
        ["Orleans.Metadata.IGrainPropertiesProviderAttribute"] = "base of the attributes of grain classes",
        ["Orleans.Metadata.IGrainTypeProviderAttribute"] = "base of GrainTypeAttribute",
        ["Orleans.Placement.PlacementAttribute"] = "base of the placement attributes",
        ["Orleans.Runtime.ActivationId"] = "IGrainContext.ActivationId",
        ["Orleans.Runtime.GrainAddress"] = "IGrainContext.Address",
        ["Orleans.Runtime.GrainInterfaceType"] = "IGrainCallContext.InterfaceType",
        ["Orleans.Runtime.GrainReference"] = "Grain.GrainReference",
        ["Orleans.Runtime.IAddressable"] = "base of IGrain",
        ["Orleans.Runtime.IFacetMetadata"] = "base of PersistentStateAttribute",
        ["Orleans.Runtime.IGrainLifecycle"] = "IGrainContext.ObservableLifecycle",
        ["Orleans.Runtime.IGrainRuntime"] = "constructor of Grain",
        ["Orleans.Runtime.IPersistentStateConfiguration"] = "base of PersistentStateAttribute",
        ["Orleans.Runtime.IWorkItemScheduler"] = "IGrainContext.Scheduler",
        ["Orleans.Runtime.Placement.IPlacementDirector"] = "IGrainContext.Migrate: the key of a hint in its request context",
        ["Orleans.Runtime.PlacementStrategy"] = "PlacementAttribute.PlacementStrategy",
        ["Orleans.Runtime.RequestContext.ReentrancySection"] = "RequestContext.AllowCallChainReentrancy",
        ["Orleans.Serialization.Invocation.IInvokable"] = "IGrainCallContext.Request",
        ["Orleans.Serialization.Invocation.ITargetHolder"] = "base of IGrainContext",
        ["Orleans.Serialization.Invocation.Response"] = "IGrainCallContext.Response",
        ["Orleans.TestingHost.ITestClusterPortAllocator"] = "InProcessTestCluster.PortAllocator",
        ["Orleans.Timers.ITimerRegistry"] = "IGrainRuntime.TimerRegistry",
    };

    /// <summary>Namespaces of the engine's own; nothing in them stands for anything of Orleans.</summary>
    private static readonly string[] Own = ["EmbeddedEngine", "System.Runtime.CompilerServices", "Microsoft.CodeAnalysis"];

    private static readonly ApiList Api = ApiList.Read();

    [Fact]
    public void PublicTypes_AreOnTheList()
        => Types().Where(t => Api.Find(ApiText.FullNameOf(t)) is null && !Referenced.ContainsKey(ApiText.FullNameOf(t)))
            .Select(ApiText.FullNameOf).ShouldBeEmpty();

    [Fact]
    public void PublicTypes_AreOfTheKindAndTheBasesThatTheListSays()
    {
        var wrong = new List<string>();
        foreach (var (type, listed) in Listed())
        {
            if (ApiText.KindOf(type) != listed.Kind)
            {
                wrong.Add($"{listed.Name} is a {ApiText.KindOf(type)}; the list has a {listed.Kind}");
            }

            wrong.AddRange(ApiText.BasesOf(type).Where(b => !listed.Bases.Contains(b)).Select(b => $"{listed.Name} : {b}"));
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void PublicAndProtectedMembers_AreOnTheListWithTheSameSignature()
        => Listed()
            .SelectMany(pair => ApiText.MembersOf(pair.Type)
                .Where(m => !pair.Listed.Members.Contains(m))
                .Select(m => $"{pair.Listed.Name}: {m}"))
            .ShouldBeEmpty();

    [Fact]
    public void Comparison_CoversTheApi()
    {
        Listed().Count().ShouldBeGreaterThan(90);
        Listed().SelectMany(p => ApiText.MembersOf(p.Type)).Count().ShouldBeGreaterThan(400);
    }

    [Fact]
    public void ReferencedTypes_AreAllThereAndNotOnTheList()
    {
        var names = Types().Select(ApiText.FullNameOf).ToHashSet();
        Referenced.Keys.Where(n => !names.Contains(n)).ShouldBeEmpty();
        Referenced.Keys.Where(n => Api.Find(n) is not null).ShouldBeEmpty();
    }

    [Fact]
    public void Comparison_NoticesAMemberThatIsNotListed()
    {
        var listed = Api.Find("Orleans.IGrainBase")!;
        ApiText.MembersOf(typeof(IGrainBase)).ShouldAllBe(m => listed.Members.Contains(m));
        ApiText.MembersOf(typeof(ConformanceTests)).ShouldContain("void Comparison_NoticesAMemberThatIsNotListed()");
        listed.Members.ShouldNotContain("void Comparison_NoticesAMemberThatIsNotListed()");
    }

    private static IEnumerable<Type> Types()
        => Engine.SelectMany(a => a.GetTypes()).Where(t => t.IsVisible && !Own.Any(o => t.Namespace == o || t.Namespace?.StartsWith(o + ".", StringComparison.Ordinal) == true));

    private static IEnumerable<(Type Type, ApiType Listed)> Listed()
        => Types().Select(t => (t, Api.Find(ApiText.FullNameOf(t)))).Where(p => p.Item2 is not null)!;
}
