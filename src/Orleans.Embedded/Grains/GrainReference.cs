using EmbeddedEngine.Calls;

namespace Orleans.Runtime;

/// <summary>A reference to a grain or an observer; the proxies of all interfaces derive from it.</summary>
public abstract class GrainReference : IAddressable, IEquatable<GrainReference>
{
    internal GrainReference(ReferenceShape shape, GrainId id)
    {
        Shape = shape;
        GrainId = id;
    }

    public GrainId GrainId { get; }

    public GrainInterfaceType InterfaceType => Shape.InterfaceType;

    public virtual string InterfaceName => Shape.Interface.FullName ?? Shape.Interface.Name;

    internal ReferenceShape Shape { get; }

    /// <summary>The target of the last call: saves the directory a look-up, and refuses calls once it has gone.</summary>
    internal CallTarget? LastTarget { get; set; }

    public virtual TGrainInterface Cast<TGrainInterface>()
        where TGrainInterface : IAddressable
        => (TGrainInterface)CastTo(typeof(TGrainInterface));

    public bool Equals(GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);

    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    public override int GetHashCode() => GrainId.GetHashCode();

    public uint GetUniformHashCode() => GrainId.GetUniformHashCode();

    public sealed override string ToString() => $"GrainReference:{GrainId}:{InterfaceType}";

    internal object CastTo(Type interfaceType)
        => interfaceType.IsInstanceOfType(this) ? this : Shape.Node.References.Create(GrainId, interfaceType);

    internal Task<T> Send<T>(TaskPromiseRequest<T> request, int method) => Shape.Node.Send(this, request, method);

    internal ValueTask<T> Send<T>(ValuePromiseRequest<T> request, int method) => Shape.Node.Send(this, request, method);

    internal ValueTask SendVoid(ValuePromiseRequest<Nothing> request, int method) => Shape.Node.SendVoid(this, request, method);

    public static bool operator ==(GrainReference? reference1, GrainReference? reference2)
        => reference1 is null ? reference2 is null : reference1.Equals(reference2);

    public static bool operator !=(GrainReference? reference1, GrainReference? reference2) => !(reference1 == reference2);
}
