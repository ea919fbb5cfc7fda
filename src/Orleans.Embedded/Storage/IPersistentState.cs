using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>A record that a grain takes in its constructor, read before the grain activates.</summary>
public interface IPersistentState<TState> : IStorage<TState>;
