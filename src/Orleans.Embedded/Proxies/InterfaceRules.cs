using System.Reflection;

namespace EmbeddedEngine.Proxies;

/// <summary>What a grain interface may look like.</summary>
internal static class InterfaceRules
{
    /// <summary>All methods of the interface and of those it extends; throws where one cannot be called from afar.</summary>
    public static MethodInfo[] MethodsOf(Type interfaceType)
    {
        var methods = interfaceType.GetInterfaces().Prepend(interfaceType)
            .SelectMany(i => i.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            .ToArray();
        var wrong = methods.Select(Complaint).OfType<string>().ToArray();
        return wrong.Length == 0
            ? methods
            : throw new InvalidOperationException(
                $"{interfaceType} cannot be a grain interface: {string.Join("; ", wrong)}. "
                + "Grain methods return Task, Task<T>, ValueTask or ValueTask<T>, and take their parameters by value.");
    }

    private static string? Complaint(MethodInfo method)
    {
        if (method.IsSpecialName)
        {
            return $"{method.Name} is a property or an event";
        }

        if (Array.Exists(method.GetParameters(), p => p.ParameterType.IsByRef || p.ParameterType.IsPointer || p.ParameterType.IsByRefLike))
        {
            return $"{method.Name} has a parameter that is passed by reference";
        }

        return RequestKinds.BaseOf(method.ReturnType) is null ? $"{method.Name} returns {method.ReturnType}" : null;
    }
}
