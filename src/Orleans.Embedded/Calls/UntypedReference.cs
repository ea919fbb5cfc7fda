using Orleans.Runtime;

namespace EmbeddedEngine.Calls;

/// <summary>A reference with no interface of its own, to be cast.</summary>
internal sealed class UntypedReference(ReferenceShape shape, GrainId id) : GrainReference(shape, id);
