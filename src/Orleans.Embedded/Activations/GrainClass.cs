using System.Globalization;
using System.Reflection;
using Orleans.Metadata;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace EmbeddedEngine.Activations;

/// <summary>A grain class and what its attributes say.</summary>
internal sealed class GrainClass
{
    private readonly Func<Activation, object> _factory;

    public GrainClass(Type type, GrainType grainType, IServiceProvider services)
    {
        Type = type;
        GrainType = grainType;
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var attribute in type.GetCustomAttributes(true).OfType<IGrainPropertiesProviderAttribute>())
        {
            attribute.Populate(services, type, grainType, properties);
        }

        IsReentrant = properties.ContainsKey(GrainProperty.Reentrant);
        MayInterleave = properties.TryGetValue(GrainProperty.MayInterleave, out var method) ? PredicateOf(type, method) : null;
        CollectionAge = properties.TryGetValue(GrainProperty.IdleDuration, out var age) ? AgeOf(age) : null;
        MaxLocalWorkers = properties.TryGetValue(GrainProperty.MaxLocalInstances, out var workers)
            ? int.Parse(workers, CultureInfo.InvariantCulture)
            : 0;
        FiltersItself = type.IsAssignableTo(typeof(Orleans.IIncomingGrainCallFilter));
        Placement = type.GetCustomAttribute<PlacementAttribute>(true)?.PlacementStrategy;
        _factory = GrainFactories.For(type);
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public bool IsReentrant { get; }

    public InterleavePredicate? MayInterleave { get; }

    /// <summary>The idle time after which it is collected, where its class says so; infinite for never.</summary>
    public TimeSpan? CollectionAge { get; }

    /// <summary>More than zero for stateless workers.</summary>
    public int MaxLocalWorkers { get; }

    public PlacementStrategy? Placement { get; }

    /// <summary>Whether its grains are filters of the calls that they get.</summary>
    public bool FiltersItself { get; }

    public object Create(Activation activation) => _factory(activation);

    private static TimeSpan AgeOf(string text)
        => text == GrainProperty.IndefiniteIdle ? Timeout.InfiniteTimeSpan : TimeSpan.Parse(text, CultureInfo.InvariantCulture);

    private static InterleavePredicate PredicateOf(Type type, string name)
    {
        const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy;
        var method = type.GetMethod(name, Any, [typeof(IInvokable)]);
        if (method is null || method.ReturnType != typeof(bool))
        {
            throw new InvalidOperationException($"{type} has no method bool {name}(IInvokable), which [MayInterleave] names.");
        }

        if (method.IsStatic)
        {
            var predicate = method.CreateDelegate<Func<IInvokable, bool>>();
            return (_, request) => predicate(request);
        }

        return (instance, request) => (bool)method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, [request], null)!;
    }
}
