using System.Reflection;
using System.Reflection.Emit;
using EmbeddedEngine.Calls;
using Orleans.Runtime;

namespace EmbeddedEngine.Proxies;

/// <summary>
/// Emits the class that implements one grain interface: each method makes its request, fills it and sends it.
/// Every interface gets an assembly of its own, so that all access grants stand before a type is used.
/// </summary>
internal sealed class ProxyEmitter
{
    public const string FactoryName = "Create";

    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private readonly Type _interface;
    private readonly ModuleBuilder _module;
    private readonly AccessGrants _grants;

    public ProxyEmitter(Type interfaceType)
    {
        _interface = interfaceType;
        var name = new AssemblyName("Orleans.Embedded.Proxies." + interfaceType.Name);
        var assembly = AssemblyBuilder.DefineDynamicAssembly(name, AssemblyBuilderAccess.Run);
        _module = assembly.DefineDynamicModule("Proxies");
        _grants = new AccessGrants(assembly, _module);
        _grants.To(typeof(GrainReference));
    }

    public Type Emit(MethodInfo[] methods)
    {
        Grant(methods);
        var type = _module.DefineType(
            $"EmbeddedEngine.Proxies.{_interface.Name}Proxy",
            TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.Class,
            typeof(GrainReference),
            [_interface]);
        var constructor = DefineConstructor(type);
        DefineFactory(type, constructor);
        for (var i = 0; i < methods.Length; i++)
        {
            var request = new RequestEmitter(_module, methods[i], i).Emit();
            DefineMethod(type, methods[i], i, request);
        }

        return type.CreateType();
    }

    private void Grant(MethodInfo[] methods)
    {
        _grants.To(_interface);
        foreach (var parent in _interface.GetInterfaces())
        {
            _grants.To(parent);
        }

        foreach (var method in methods)
        {
            _grants.To(method.ReturnType);
            foreach (var parameter in method.GetParameters())
            {
                _grants.To(parameter.ParameterType);
            }
        }
    }

    private static ConstructorBuilder DefineConstructor(TypeBuilder type)
    {
        Type[] parameters = [typeof(ReferenceShape), typeof(GrainId)];
        var constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, parameters);
        var il = constructor.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Call, typeof(GrainReference).GetConstructor(Members, parameters)!);
        il.Emit(OpCodes.Ret);
        return constructor;
    }

    private static void DefineFactory(TypeBuilder type, ConstructorBuilder constructor)
    {
        var factory = type.DefineMethod(
            FactoryName,
            MethodAttributes.Public | MethodAttributes.Static,
            typeof(GrainReference),
            [typeof(ReferenceShape), typeof(GrainId)]);
        var il = factory.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Newobj, constructor);
        il.Emit(OpCodes.Ret);
    }

    private static void DefineMethod(TypeBuilder type, MethodInfo method, int index, RequestType request)
    {
        var implementation = type.DefineMethod(
            $"{method.DeclaringType!.FullName}.{method.Name}",
            MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.NewSlot | MethodAttributes.HideBySig);
        var generics = TypeMap.Copy(method, names => method.IsGenericMethod ? implementation.DefineGenericParameters(names) : []);
        implementation.SetParameters([.. method.GetParameters().Select(p => generics.Map(p.ParameterType))]);
        implementation.SetReturnType(generics.Map(method.ReturnType));

        var closed = request.Close(generics.Parameters);
        var il = implementation.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Newobj, closed.Constructor);
        for (var i = 0; i < closed.Fields.Length; i++)
        {
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldarg, i + 1);
            il.Emit(OpCodes.Stfld, closed.Fields[i]);
        }

        il.Emit(OpCodes.Ldc_I4, index);
        il.Emit(OpCodes.Call, SenderOf(method.ReturnType, generics));
        il.Emit(OpCodes.Ret);
        type.DefineMethodOverride(implementation, method);
    }

    private static MethodInfo SenderOf(Type returnType, TypeMap generics)
    {
        var valueTask = RequestKinds.IsValueTask(returnType);
        if (returnType == typeof(ValueTask))
        {
            return typeof(GrainReference).GetMethod(nameof(GrainReference.SendVoid), Members)!;
        }

        var result = returnType.IsGenericType ? generics.Map(returnType.GetGenericArguments()[0]) : typeof(Nothing);
        var wanted = valueTask ? typeof(ValuePromiseRequest<>) : typeof(TaskPromiseRequest<>);
        return typeof(GrainReference).GetMethods(Members)
            .Single(m => m.Name == nameof(GrainReference.Send) && m.GetParameters()[0].ParameterType.GetGenericTypeDefinition() == wanted)
            .MakeGenericMethod(result);
    }
}
