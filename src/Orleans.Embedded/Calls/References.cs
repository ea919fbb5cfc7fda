using System.Collections.Concurrent;
using EmbeddedEngine.Proxies;
using Orleans.Runtime;

namespace EmbeddedEngine.Calls;

/// <summary>Makes the references of one node.</summary>
internal sealed class References(CallNode node)
{
    private readonly ConcurrentDictionary<Type, ReferenceShape> _shapes = new();

    public object Create(GrainId id, Type interfaceType)
    {
        var shape = ShapeOf(interfaceType);
        return shape.Create(shape, id);
    }

    public GrainReference Untyped(GrainId id) => (GrainReference)Create(id, typeof(IAddressable));

    private ReferenceShape ShapeOf(Type interfaceType)
        => _shapes.TryGetValue(interfaceType, out var shape) ? shape : _shapes.GetOrAdd(interfaceType, Make);

    private ReferenceShape Make(Type interfaceType)
    {
        if (interfaceType == typeof(IAddressable))
        {
            return new ReferenceShape(node, interfaceType, default, [], static (shape, id) => new UntypedReference(shape, id));
        }

        if (!interfaceType.IsInterface || !typeof(IAddressable).IsAssignableFrom(interfaceType))
        {
            throw new ArgumentException($"{interfaceType} is not a grain interface.", nameof(interfaceType));
        }

        var proxy = ProxyFactory.Get(interfaceType);
        return new ReferenceShape(node, interfaceType, GrainNames.OfInterface(interfaceType), proxy.Methods, proxy.Create);
    }
}
