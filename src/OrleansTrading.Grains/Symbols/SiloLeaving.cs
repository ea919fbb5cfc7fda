using Orleans;
using Orleans.Runtime;

namespace OrleansTrading.Grains.Symbols;

/// <summary>
/// Ends what calls to grains still wait for a moment after their silo was asked to stop. A grain leaves when its calls have ended, and until it has left it is
/// nowhere else: one call that waits for room at a venue would keep a symbol from everybody for as long.
/// </summary>
internal sealed class SiloLeaving(TimeProvider time) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    /// <summary>Most calls are answered within it.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _leaving = new(Timeout.InfiniteTimeSpan, time);

    public CancellationToken Token => _leaving.Token;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe<SiloLeaving>(ServiceLifecycleStage.Active, _ => Task.CompletedTask, _ =>
    {
        _leaving.CancelAfter(Grace);
        return Task.CompletedTask;
    });

    public void Dispose() => _leaving.Dispose();
}
