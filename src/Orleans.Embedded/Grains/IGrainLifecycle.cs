namespace Orleans.Runtime;

/// <summary>The stages a grain passes while it activates and deactivates.</summary>
public interface IGrainLifecycle : ILifecycleObservable;
