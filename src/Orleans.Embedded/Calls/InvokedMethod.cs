using System.Collections.Concurrent;
using System.Reflection;
using Orleans;
using Orleans.Concurrency;

namespace EmbeddedEngine.Calls;

/// <summary>A method of a grain interface, with what its attributes say.</summary>
internal sealed class InvokedMethod
{
    private readonly ConcurrentDictionary<Type, MethodInfo> _implementations = new();

    public InvokedMethod(MethodInfo method)
    {
        Method = method;
        Interface = method.DeclaringType!;
        OneWay = method.IsDefined(typeof(OneWayAttribute));
        ReadOnly = method.IsDefined(typeof(ReadOnlyAttribute));
        AlwaysInterleave = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        ResponseTimeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
        InterfaceName = Interface.FullName ?? Interface.Name;
        ActivityName = $"{Interface.Name}/{method.Name}";
        CancellationIndex = Array.FindIndex(method.GetParameters(), p => p.ParameterType == typeof(CancellationToken));
    }

    public MethodInfo Method { get; }

    public Type Interface { get; }

    public string InterfaceName { get; }

    public string ActivityName { get; }

    public bool OneWay { get; }

    public bool ReadOnly { get; }

    public bool AlwaysInterleave { get; }

    public TimeSpan? ResponseTimeout { get; }

    /// <summary>The position of the cancellation token among the parameters, or -1.</summary>
    public int CancellationIndex { get; }

    /// <summary>The method of the class that implements this one.</summary>
    public MethodInfo ImplementationIn(Type grainClass) => _implementations.GetOrAdd(grainClass, Find, this);

    private static MethodInfo Find(Type grainClass, InvokedMethod method)
    {
        if (!method.Interface.IsAssignableFrom(grainClass))
        {
            return method.Method;
        }

        var map = grainClass.GetInterfaceMap(method.Interface);
        var definition = method.Method.IsGenericMethod ? method.Method.GetGenericMethodDefinition() : method.Method;
        var index = Array.IndexOf(map.InterfaceMethods, definition);
        return index < 0 ? method.Method : map.TargetMethods[index];
    }
}
