using System.Reflection;
using System.Reflection.Emit;

namespace EmbeddedEngine.Proxies;

/// <summary>
/// Lets an emitted assembly see the internal types of others, by an attribute that the runtime honours by its name.
/// </summary>
internal sealed class AccessGrants
{
    private readonly AssemblyBuilder _assembly;
    private readonly ConstructorInfo _attribute;
    private readonly HashSet<string> _granted = new(StringComparer.Ordinal);

    public AccessGrants(AssemblyBuilder assembly, ModuleBuilder module)
    {
        _assembly = assembly;
        var type = module.DefineType(
            "System.Runtime.CompilerServices.IgnoresAccessChecksToAttribute",
            TypeAttributes.Public | TypeAttributes.Class,
            typeof(Attribute));
        var constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, [typeof(string)]);
        var il = constructor.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, typeof(Attribute).GetConstructor(BindingFlags.NonPublic | BindingFlags.Instance, Type.EmptyTypes)!);
        il.Emit(OpCodes.Ret);
        _attribute = type.CreateType().GetConstructor([typeof(string)])!;
    }

    /// <summary>Grants access to the type and to all that it is made of.</summary>
    public void To(Type type)
    {
        if (type.HasElementType)
        {
            To(type.GetElementType()!);
            return;
        }

        if (type.IsGenericParameter)
        {
            return;
        }

        if (type.Assembly.GetName().Name is { } name && _granted.Add(name))
        {
            _assembly.SetCustomAttribute(new CustomAttributeBuilder(_attribute, [name]));
        }

        foreach (var argument in type.GetGenericArguments())
        {
            To(argument);
        }
    }
}
