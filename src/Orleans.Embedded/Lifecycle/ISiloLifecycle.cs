namespace Orleans.Runtime;

/// <summary>The stages a silo passes while it starts and stops.</summary>
public interface ISiloLifecycle : ILifecycleObservable
{
    int HighestCompletedStage { get; }

    int LowestStoppedStage { get; }
}
