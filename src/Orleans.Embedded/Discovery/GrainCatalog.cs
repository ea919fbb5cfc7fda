using System.Collections.Concurrent;
using EmbeddedEngine.Activations;
using EmbeddedEngine.Calls;
using EmbeddedEngine.Proxies;
using Orleans;
using Orleans.Runtime;

namespace EmbeddedEngine.Discovery;

/// <summary>All grain classes, by their type names and by the interfaces that they implement.</summary>
internal sealed class GrainCatalog
{
    private readonly Lazy<Type[]> _classes = new(FindClasses);
    private readonly ConcurrentDictionary<GrainType, GrainClass> _byName = new();
    private readonly ConcurrentDictionary<(Type Interface, string? Prefix), GrainClass> _byInterface = new();
    private bool _named;

    /// <summary>Finds all classes now, so that one that cannot work stops the host and not a later call.</summary>
    public void Load(IServiceProvider services)
    {
        lock (_classes)
        {
            if (_named)
            {
                return;
            }

            foreach (var type in _classes.Value.Where(t => !t.IsGenericTypeDefinition))
            {
                Add(type, services);
            }

            _named = true;
        }
    }

    public GrainClass ClassOf(GrainType name, IServiceProvider services)
    {
        if (_byName.TryGetValue(name, out var found))
        {
            return found;
        }

        Load(services);
        return _byName.TryGetValue(name, out found)
            ? found
            : throw new ArgumentException($"Could not find an implementation for grain type {name}.");
    }

    public GrainClass ClassFor(Type interfaceType, string? prefix, IServiceProvider services)
        => _byInterface.TryGetValue((interfaceType, prefix), out var found)
            ? found
            : _byInterface.GetOrAdd((interfaceType, prefix), key => Resolve(key.Interface, key.Prefix, services));

    private GrainClass Resolve(Type interfaceType, string? prefix, IServiceProvider services)
    {
        Load(services);
        var candidates = _classes.Value.Select(c => Close(c, interfaceType)).OfType<Type>().ToList();
        if (prefix is not null)
        {
            candidates = [.. candidates.Where(c => c.FullName!.StartsWith(prefix, StringComparison.Ordinal))];
        }

        return candidates.Count switch
        {
            0 => throw new ArgumentException($"Could not find an implementation for interface {interfaceType}{(prefix is null ? "" : $" with the prefix {prefix}")}."),
            1 => Add(candidates[0], services),
            _ => Add(Primary(interfaceType, candidates), services),
        };
    }

    // Of several classes the one counts that has the interface's name without its I.
    private static Type Primary(Type interfaceType, List<Type> candidates)
    {
        var name = interfaceType.Name[1..];
        var primary = candidates.Where(c => c.Name == name || c.Name == name + "Grain").ToList();
        return primary.Count == 1
            ? primary[0]
            : throw new ArgumentException(
                $"Unable to identify a single appropriate grain type for interface {interfaceType}. Candidates: {string.Join(", ", candidates)}.");
    }

    private GrainClass Add(Type type, IServiceProvider services)
    {
        var name = GrainNames.OfClass(type, services);
        var added = _byName.GetOrAdd(name, n => new GrainClass(type, n, services));
        return added.Type == type
            ? added
            : throw new InvalidOperationException($"{type} and {added.Type} both have the grain type {name}; tell them apart by [GrainType].");
    }

    private static Type? Close(Type grainClass, Type interfaceType)
    {
        if (!grainClass.IsGenericTypeDefinition)
        {
            return interfaceType.IsAssignableFrom(grainClass) ? grainClass : null;
        }

        if (!interfaceType.IsConstructedGenericType)
        {
            return null;
        }

        var pattern = Array.Find(
            grainClass.GetInterfaces(),
            i => i.IsGenericType && i.GetGenericTypeDefinition() == interfaceType.GetGenericTypeDefinition());
        if (pattern is null)
        {
            return null;
        }

        var arguments = grainClass.GetGenericArguments()
            .Select(p => Array.IndexOf(pattern.GetGenericArguments(), p))
            .Select(i => i < 0 ? null : interfaceType.GetGenericArguments()[i])
            .OfType<Type>()
            .ToArray();
        return arguments.Length == grainClass.GetGenericArguments().Length ? grainClass.MakeGenericType(arguments) : null;
    }

    private static Type[] FindClasses()
    {
        var classes = GrainAssemblies.Find().SelectMany(GrainAssemblies.TypesOf).Where(IsGrainClass).ToArray();
        foreach (var contract in classes.SelectMany(c => c.GetInterfaces()).Where(IsContract).Distinct())
        {
            InterfaceRules.MethodsOf(contract);
        }

        return classes;
    }

    private static bool IsGrainClass(Type type)
        => type is { IsClass: true, IsAbstract: false }
            && typeof(IGrain).IsAssignableFrom(type)
            && !typeof(GrainReference).IsAssignableFrom(type);

    private static bool IsContract(Type type)
        => typeof(IAddressable).IsAssignableFrom(type) && !type.ContainsGenericParameters;
}
