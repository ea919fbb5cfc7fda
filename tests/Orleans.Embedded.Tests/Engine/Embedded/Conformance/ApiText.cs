using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orleans.Embedded.Tests.Engine.Conformance;

/// <summary>Writes types and members the way the list does.</summary>
internal static class ApiText
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(short)] = "short",
        [typeof(byte)] = "byte",
        [typeof(bool)] = "bool",
        [typeof(double)] = "double",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    public static string FullNameOf(Type type)
        => (type.Namespace is { } space ? space + "." : "") + NameOf(type);

    public static string NameOf(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (type.IsByRef)
        {
            return NameOf(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return NameOf(type.GetElementType()!) + "[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return NameOf(underlying) + "?";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        var name = type.Name;
        var arguments = type.GetGenericArguments();
        var tick = name.IndexOf('`', StringComparison.Ordinal);
        if (tick > 0)
        {
            name = $"{name[..tick]}<{string.Join(", ", arguments.Select(NameOf))}>";
        }

        return type.IsNested ? $"{NameOf(type.DeclaringType!)}.{name}" : name;
    }

    public static string KindOf(Type type)
    {
        if (type.IsInterface)
        {
            return "interface";
        }

        if (type.IsValueType)
        {
            return type.IsEnum ? "enum" : "struct";
        }

        return type switch
        {
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
    }

    /// <summary>The base class and the interfaces that the type adds to those of its base class.</summary>
    public static IEnumerable<string> BasesOf(Type type)
    {
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum))
        {
            yield return NameOf(parent);
        }

        foreach (var added in type.GetInterfaces().Except(inherited).Where(i => i.IsVisible))
        {
            yield return NameOf(added);
        }
    }

    public static IEnumerable<string> MembersOf(Type type)
    {
        if (type.IsEnum)
        {
            return [string.Join(", ", Enum.GetNames(type))];
        }

        return type.GetConstructors(Declared).Where(c => !c.IsStatic && IsOpen(c)).Select(c => $"{Access(c)}ctor({Parameters(c)})")
            .Concat(type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly)
                .Select(f => $"field {(f.IsStatic ? "static " : "")}{NameOf(f.FieldType)} {f.Name}"))
            .Concat(type.GetProperties(Declared).Select(Property).OfType<string>())
            .Concat(type.GetMethods(Declared).Where(m => !m.IsSpecialName && IsOpen(m)).Select(Method));
    }

    private static bool IsOpen(MethodBase? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    private static string Access(MethodBase method) => method.IsFamily ? "protected " : "";

    private static string? Property(PropertyInfo property)
    {
        var getter = IsOpen(property.GetMethod) ? property.GetMethod : null;
        var setter = IsOpen(property.SetMethod) ? property.SetMethod : null;
        var shown = getter ?? setter;
        if (shown is null)
        {
            return null;
        }

        var accessors = (getter is null ? "" : "get; ") + (setter is null ? "" : "set; ");
        return $"{Access(shown)}{(shown.IsStatic ? "static " : "")}{NameOf(property.PropertyType)} {property.Name} {{ {accessors}}}";
    }

    private static string Method(MethodInfo method)
    {
        var modifiers = Access(method)
            + (method.IsStatic ? "static " : "")
            + (method is { IsVirtual: true, IsFinal: false } && !method.DeclaringType!.IsInterface ? "virtual " : "");
        var generics = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(NameOf))}>" : "";
        return $"{modifiers}{NameOf(method.ReturnType)} {method.Name}{generics}({Parameters(method)})";
    }

    private static string Parameters(MethodBase method)
    {
        var extension = method.IsDefined(typeof(ExtensionAttribute));
        return string.Join(", ", method.GetParameters().Select((p, i) =>
            (extension && i == 0 ? "this " : "")
            + (p.IsOut ? "out " : p.ParameterType.IsByRef ? "ref " : "")
            + NameOf(p.ParameterType) + " " + p.Name
            + (p.HasDefaultValue ? " = " + Default(p.DefaultValue) : "")));
    }

    private static string Default(object? value) => value is null ? "default" : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
