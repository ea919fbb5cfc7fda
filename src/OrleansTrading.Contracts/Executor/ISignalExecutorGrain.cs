using Orleans;

namespace OrleansTrading.Contracts.Executor;

/// <summary>
/// Makes positions of signals, one signal after the other: each is decided about once, and every decision is recorded. One for the whole
/// cluster (<see cref="Key"/>), so that two signals at once never take the same room.
/// </summary>
[Alias("OrleansTrading.ISignalExecutorGrain")]
public interface ISignalExecutorGrain : IGrainWithStringKey
{
    public const string Key = "executor";

    /// <summary>Starts to look at signals if it does not yet. Called again and again by every silo.</summary>
    [Alias("EnsureStarted")]
    Task EnsureStartedAsync();
}
