using System.Reflection;
using System.Reflection.Emit;
using Orleans.Serialization.Invocation;

namespace EmbeddedEngine.Proxies;

/// <summary>Emits the request class of one method: a typed field per argument, and the call.</summary>
internal sealed class RequestEmitter
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private const MethodAttributes Override = MethodAttributes.Virtual | MethodAttributes.HideBySig;

    private readonly MethodInfo _method;
    private readonly TypeBuilder _type;
    private readonly TypeMap _generics;
    private readonly FieldBuilder[] _fields;
    private readonly Type _baseDefinition;
    private readonly Type _base;

    public RequestEmitter(ModuleBuilder module, MethodInfo method, int index)
    {
        _method = method;
        _type = module.DefineType(
            $"EmbeddedEngine.Proxies.{method.DeclaringType!.Name}_{method.Name}_{index}",
            TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.Class);
        _generics = TypeMap.Copy(method, names => names.Length == 0 ? [] : _type.DefineGenericParameters(names));
        _baseDefinition = RequestKinds.BaseOf(method.ReturnType)!;
        _base = _baseDefinition.IsGenericTypeDefinition
            ? _baseDefinition.MakeGenericType(_generics.Map(method.ReturnType.GetGenericArguments()[0]))
            : _baseDefinition;
        _type.SetParent(_base);
        _fields = [.. method.GetParameters().Select((p, i) =>
            _type.DefineField($"arg{i}", _generics.Map(p.ParameterType), FieldAttributes.Public))];
    }

    public RequestType Emit()
    {
        var constructor = DefineConstructor();
        DefineInvoke();
        if (_fields.Length > 0)
        {
            DefineArgumentCount();
            DefineGetArgument();
            DefineSetArgument();
        }

        var cancellation = Array.FindIndex(_method.GetParameters(), p => p.ParameterType == typeof(CancellationToken));
        if (cancellation >= 0)
        {
            DefineCancellation(_fields[cancellation]);
        }

        var created = _type.CreateType();
        return _generics.Parameters.Length > 0
            ? new RequestType(_type, constructor, _fields)
            : new RequestType(created, constructor, _fields);
    }

    private ConstructorBuilder DefineConstructor()
    {
        var constructor = _type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, Type.EmptyTypes);
        var parent = _baseDefinition.GetConstructor(Members, Type.EmptyTypes)!;
        var il = constructor.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, ContainsParameters(_base) ? TypeBuilder.GetConstructor(_base, parent) : _base.GetConstructor(Members, Type.EmptyTypes)!);
        il.Emit(OpCodes.Ret);
        return constructor;
    }

    private bool ContainsParameters(Type type) => _generics.Parameters.Length > 0 && type.ContainsGenericParameters;

    private void DefineInvoke()
    {
        var invoke = _type.DefineMethod(
            "InvokeInner", MethodAttributes.Family | Override, _generics.Map(_method.ReturnType), [typeof(object)]);
        var il = invoke.GetILGenerator();
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Castclass, _method.DeclaringType!);
        foreach (var field in _fields)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, Own(field));
        }

        il.Emit(OpCodes.Callvirt, _method.IsGenericMethod ? _method.MakeGenericMethod(_generics.Parameters) : _method);
        il.Emit(OpCodes.Ret);
    }

    private void DefineArgumentCount()
    {
        var il = DefineOverride(nameof(IInvokable.GetArgumentCount), typeof(int), []);
        il.Emit(OpCodes.Ldc_I4, _fields.Length);
        il.Emit(OpCodes.Ret);
    }

    private void DefineGetArgument()
    {
        var il = DefineOverride(nameof(IInvokable.GetArgument), typeof(object), [typeof(int)]);
        foreach (var (field, next) in Cases(il))
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, Own(field));
            il.Emit(OpCodes.Box, field.FieldType);
            il.Emit(OpCodes.Ret);
            il.MarkLabel(next);
        }

        Throw(il);
    }

    private void DefineSetArgument()
    {
        var il = DefineOverride(nameof(IInvokable.SetArgument), typeof(void), [typeof(int), typeof(object)]);
        foreach (var (field, next) in Cases(il))
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldarg_2);
            il.Emit(OpCodes.Unbox_Any, field.FieldType);
            il.Emit(OpCodes.Stfld, Own(field));
            il.Emit(OpCodes.Ret);
            il.MarkLabel(next);
        }

        Throw(il);
    }

    private void DefineCancellation(FieldBuilder field)
    {
        var can = DefineOverride("get_" + nameof(IInvokable.IsCancellable), typeof(bool), []);
        can.Emit(OpCodes.Ldc_I4_1);
        can.Emit(OpCodes.Ret);

        var get = DefineOverride(nameof(IInvokable.GetCancellationToken), typeof(CancellationToken), []);
        get.Emit(OpCodes.Ldarg_0);
        get.Emit(OpCodes.Ldfld, Own(field));
        get.Emit(OpCodes.Ret);

        var set = DefineOverride("SetCancellationToken", typeof(void), [typeof(CancellationToken)], MethodAttributes.Family);
        set.Emit(OpCodes.Ldarg_0);
        set.Emit(OpCodes.Ldarg_1);
        set.Emit(OpCodes.Stfld, Own(field));
        set.Emit(OpCodes.Ret);
    }

    // A switch over the argument's number: the code of each case, and where the next one starts.
    private IEnumerable<(FieldBuilder Field, Label Next)> Cases(ILGenerator il)
    {
        for (var i = 0; i < _fields.Length; i++)
        {
            var next = il.DefineLabel();
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldc_I4, i);
            il.Emit(OpCodes.Bne_Un, next);
            yield return (_fields[i], next);
        }
    }

    private static void Throw(ILGenerator il)
    {
        il.Emit(OpCodes.Ldstr, "index");
        il.Emit(OpCodes.Newobj, typeof(ArgumentOutOfRangeException).GetConstructor([typeof(string)])!);
        il.Emit(OpCodes.Throw);
    }

    private ILGenerator DefineOverride(string name, Type result, Type[] parameters, MethodAttributes access = MethodAttributes.Public)
        => _type.DefineMethod(name, access | Override, result, parameters).GetILGenerator();

    // Within a generic class a field is named by way of the class over its own parameters.
    private FieldInfo Own(FieldBuilder field)
        => _generics.Parameters.Length == 0 ? field : TypeBuilder.GetField(_type.MakeGenericType(_generics.Parameters), field);
}
