using Orleans.Runtime;

namespace EmbeddedEngine.Lifecycle;

internal sealed class SiloLifecycle(Action<string, Exception> onStopError) : LifecycleStages(onStopError), ISiloLifecycle;
