using System.Reflection;
using System.Reflection.Emit;

namespace EmbeddedEngine.Proxies;

/// <summary>An emitted request class: its constructor and a field for each argument.</summary>
internal sealed record RequestType(Type Type, ConstructorInfo Constructor, FieldInfo[] Fields)
{
    /// <summary>The class for the type arguments of one call.</summary>
    public RequestType Close(Type[] arguments)
    {
        if (arguments.Length == 0)
        {
            return this;
        }

        var closed = Type.MakeGenericType(arguments);
        return new RequestType(
            closed,
            TypeBuilder.GetConstructor(closed, Constructor),
            [.. Fields.Select(f => TypeBuilder.GetField(closed, f))]);
    }
}
