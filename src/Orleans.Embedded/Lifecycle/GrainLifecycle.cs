using Orleans.Runtime;

namespace EmbeddedEngine.Lifecycle;

internal sealed class GrainLifecycle(Action<string, Exception> onStopError) : LifecycleStages(onStopError), IGrainLifecycle;
