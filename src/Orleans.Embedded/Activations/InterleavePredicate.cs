using Orleans.Serialization.Invocation;

namespace EmbeddedEngine.Activations;

/// <summary>Decides for an instance of a grain class whether a request may interleave.</summary>
internal delegate bool InterleavePredicate(object instance, IInvokable request);
