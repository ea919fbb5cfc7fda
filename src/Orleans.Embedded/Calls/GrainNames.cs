using System.Reflection;
using Orleans;
using Orleans.Metadata;
using Orleans.Runtime;

namespace EmbeddedEngine.Calls;

/// <summary>The names of grain classes and interfaces, as Orleans derives them.</summary>
internal static class GrainNames
{
    private const string Suffix = "grain";

    public static GrainType OfClass(Type type, IServiceProvider services)
    {
        var named = type.GetCustomAttributes().OfType<IGrainTypeProviderAttribute>().FirstOrDefault();
        var name = named is null ? ByConvention(type) : named.GetGrainType(services, type).ToString();
        return GrainType.Create(type.IsConstructedGenericType ? name + Arguments(type) : name);
    }

    public static GrainInterfaceType OfInterface(Type type)
    {
        var definition = type.IsConstructedGenericType ? type.GetGenericTypeDefinition() : type;
        var name = definition.GetCustomAttribute<AliasAttribute>()?.Alias ?? definition.FullName ?? definition.Name;
        return GrainInterfaceType.Create(type.IsConstructedGenericType ? name + Arguments(type) : name);
    }

    private static string ByConvention(Type type)
    {
        var name = type.Name.ToLowerInvariant();
        var tick = name.IndexOf('`', StringComparison.Ordinal);
        if (tick > 0)
        {
            name = name[..tick];
        }

        if (name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal))
        {
            name = name[..^Suffix.Length];
        }

        return type.IsGenericType ? $"{name}`{type.GetGenericArguments().Length}" : name;
    }

    private static string Arguments(Type type)
        => "[" + string.Join(",", type.GetGenericArguments().Select(a => $"[{a.FullName},{a.Assembly.GetName().Name}]")) + "]";
}
