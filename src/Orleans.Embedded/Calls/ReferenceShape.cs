using Orleans.Runtime;

namespace EmbeddedEngine.Calls;

/// <summary>What all references of one node to grains of one type through one interface have in common.</summary>
internal sealed record ReferenceShape(
    CallNode Node,
    Type Interface,
    GrainInterfaceType InterfaceType,
    InvokedMethod[] Methods,
    Func<ReferenceShape, GrainId, GrainReference> Create);
