using System.Reflection;
using System.Reflection.Emit;

namespace EmbeddedEngine.Proxies;

/// <summary>Puts the type parameters of an emitted method or class where those of the interface method stand.</summary>
internal sealed class TypeMap
{
    private readonly Type[] _from;

    private TypeMap(Type[] from, GenericTypeParameterBuilder[] to)
    {
        _from = from;
        Parameters = to;
    }

    public Type[] Parameters { get; }

    /// <summary>Defines type parameters like those of the method, with their constraints.</summary>
    public static TypeMap Copy(MethodInfo method, Func<string[], GenericTypeParameterBuilder[]> define)
    {
        var from = method.IsGenericMethod ? method.GetGenericArguments() : Type.EmptyTypes;
        var to = define([.. from.Select(p => p.Name)]);
        var map = new TypeMap(from, to);
        for (var i = 0; i < to.Length; i++)
        {
            to[i].SetGenericParameterAttributes(from[i].GenericParameterAttributes);
            var constraints = from[i].GetGenericParameterConstraints();
            if (Array.Find(constraints, c => c.IsClass) is { } baseType)
            {
                to[i].SetBaseTypeConstraint(map.Map(baseType));
            }

            to[i].SetInterfaceConstraints([.. constraints.Where(c => c.IsInterface).Select(map.Map)]);
        }

        return map;
    }

    public Type Map(Type type)
    {
        if (_from.Length == 0 || !type.ContainsGenericParameters)
        {
            return type;
        }

        if (type.IsGenericParameter)
        {
            var index = Array.IndexOf(_from, type);
            return index < 0 ? type : Parameters[index];
        }

        if (type.IsArray)
        {
            return type.IsSZArray ? Map(type.GetElementType()!).MakeArrayType() : Map(type.GetElementType()!).MakeArrayType(type.GetArrayRank());
        }

        return type.GetGenericTypeDefinition().MakeGenericType([.. type.GetGenericArguments().Select(Map)]);
    }
}
