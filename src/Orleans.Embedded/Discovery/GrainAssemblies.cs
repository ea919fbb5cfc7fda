using System.Reflection;
using Orleans.Runtime;

namespace EmbeddedEngine.Discovery;

/// <summary>
/// The assemblies that may hold grains: this one, and those that refer to it. References of the entry assembly are
/// followed, as an assembly of grains may not have been loaded when the host is built.
/// </summary>
internal static class GrainAssemblies
{
    private static readonly string Engine = typeof(IAddressable).Assembly.GetName().Name!;

    private static readonly string[] Foreign = ["System", "Microsoft", "mscorlib", "netstandard", "WindowsBase"];

    public static IReadOnlyCollection<Assembly> Find()
    {
        var loaded = AppDomain.CurrentDomain.GetAssemblies().Where(a => !a.IsDynamic && IsOurs(a.GetName())).ToList();
        var known = new Dictionary<string, Assembly>(StringComparer.Ordinal);
        var queue = new Queue<Assembly>(loaded);
        while (queue.TryDequeue(out var assembly))
        {
            if (!known.TryAdd(assembly.GetName().Name!, assembly))
            {
                continue;
            }

            foreach (var reference in assembly.GetReferencedAssemblies().Where(r => IsOurs(r) && !known.ContainsKey(r.Name!)))
            {
                if (TryLoad(reference) is { } next)
                {
                    queue.Enqueue(next);
                }
            }
        }

        return [.. known.Values.Where(a => a.GetName().Name == Engine || a.GetReferencedAssemblies().Any(r => r.Name == Engine))];
    }

    public static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partly)
        {
            return partly.Types.OfType<Type>();
        }
    }

    private static bool IsOurs(AssemblyName name)
        => name.Name is { } text && !Array.Exists(Foreign, f => text == f || text.StartsWith(f + ".", StringComparison.Ordinal));

    // A reference that is compiled against but not deployed holds no grains.
    private static Assembly? TryLoad(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (Exception error) when (error is IOException or BadImageFormatException)
        {
            return null;
        }
    }
}
