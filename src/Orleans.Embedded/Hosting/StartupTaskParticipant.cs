using Orleans;
using Orleans.Runtime;

namespace EmbeddedEngine.Lifecycle;

internal sealed class StartupTaskParticipant(
    IServiceProvider services, Func<IServiceProvider, CancellationToken, Task> startupTask, int stage)
    : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle)
        => lifecycle.Subscribe("StartupTask", stage, token => startupTask(services, token));
}
