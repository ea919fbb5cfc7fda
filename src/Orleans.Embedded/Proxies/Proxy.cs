using EmbeddedEngine.Calls;
using Orleans.Runtime;

namespace EmbeddedEngine.Proxies;

/// <summary>The emitted proxy of one interface: how to make one, and its methods by the number that it calls them.</summary>
internal sealed record Proxy(Func<ReferenceShape, GrainId, GrainReference> Create, InvokedMethod[] Methods);
