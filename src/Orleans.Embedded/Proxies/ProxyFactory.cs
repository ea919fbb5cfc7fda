using System.Collections.Concurrent;
using System.Reflection;
using EmbeddedEngine.Calls;
using Orleans.Runtime;

namespace EmbeddedEngine.Proxies;

/// <summary>The proxies of all interfaces, emitted when first asked for.</summary>
internal static class ProxyFactory
{
    private static readonly ConcurrentDictionary<Type, Lazy<Proxy>> Proxies = new();

    public static Proxy Get(Type interfaceType)
        => Proxies.GetOrAdd(interfaceType, static t => new Lazy<Proxy>(() => Build(t))).Value;

    private static Proxy Build(Type interfaceType)
    {
        var methods = InterfaceRules.MethodsOf(interfaceType);
        var type = new ProxyEmitter(interfaceType).Emit(methods);
        return new Proxy(Constructor(type), [.. methods.Select(m => new InvokedMethod(m))]);
    }

    private static Func<ReferenceShape, GrainId, GrainReference> Constructor(Type type)
    {
        var factory = type.GetMethod(ProxyEmitter.FactoryName, BindingFlags.Public | BindingFlags.Static)!;
        return factory.CreateDelegate<Func<ReferenceShape, GrainId, GrainReference>>();
    }
}
