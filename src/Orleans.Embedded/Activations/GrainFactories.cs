using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace EmbeddedEngine.Activations;

/// <summary>Makes grain instances, their constructor's parameters taken from services and facets.</summary>
internal static class GrainFactories
{
    public static Func<Activation, object> For(Type type)
    {
        var constructors = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public);
        var constructor = Array.Find(constructors, c => c.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
            ?? constructors.MaxBy(c => c.GetParameters().Length)
            ?? throw new InvalidOperationException($"The grain class {type} has no public constructor.");
        var sources = constructor.GetParameters().Select(Source).ToArray();
        var invoker = ConstructorInvoker.Create(constructor);
        return activation =>
        {
            var arguments = new object?[sources.Length];
            for (var i = 0; i < arguments.Length; i++)
            {
                arguments[i] = sources[i](activation);
            }

            return invoker.Invoke(arguments.AsSpan());
        };
    }

    private static Func<Activation, object?> Source(ParameterInfo parameter)
    {
        if (parameter.GetCustomAttributes().OfType<IFacetMetadata>().FirstOrDefault() is { } facet)
        {
            return Facet(parameter, facet);
        }

        var type = parameter.ParameterType;
        if (type == typeof(IGrainContext))
        {
            return static activation => activation;
        }

        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed)
        {
            return activation => activation.ActivationServices.GetRequiredKeyedService(type, keyed.Key);
        }

        if (parameter.HasDefaultValue)
        {
            var fallback = parameter.DefaultValue;
            return activation => activation.ActivationServices.GetService(type) ?? fallback;
        }

        return activation => activation.ActivationServices.GetRequiredService(type);
    }

    private static Func<Activation, object?> Facet(ParameterInfo parameter, IFacetMetadata facet)
    {
        if (facet is IPersistentStateConfiguration state
            && parameter.ParameterType.IsGenericType
            && parameter.ParameterType.GetGenericTypeDefinition() == typeof(IPersistentState<>))
        {
            return Storage.PersistentStates.FactoryFor(parameter.ParameterType.GetGenericArguments()[0], state);
        }

        throw new InvalidOperationException(
            $"{facet.GetType().Name} cannot be used on parameter {parameter.Name} of {parameter.Member.DeclaringType}: "
            + "[PersistentState] belongs on an IPersistentState<T>.");
    }
}
