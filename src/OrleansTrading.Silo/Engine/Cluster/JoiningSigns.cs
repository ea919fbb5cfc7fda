using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace OrleansTrading.Silo.Engine;

/// <summary>
/// A silo that is joining signs in the membership table, as those do that have joined. Orleans looks for silos that have left off signing only when the
/// table has changed. Where all silos have died at once, nobody else changes it: those that start too early to find the dead silent for long would
/// wait for them until they give up.
/// </summary>
internal sealed partial class JoiningSigns(
    IMembershipTable table, ILocalSiloDetails self, IOptions<ClusterMembershipOptions> membership, TimeProvider time, ILogger<JoiningSigns> logger)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly CancellationTokenSource _joined = new();
    private Task _signing = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle)
    {
        // From when it is listed as joining, until it is listed as active.
        lifecycle.Subscribe(nameof(JoiningSigns), ServiceLifecycleStage.AfterRuntimeGrainServices + 1, BeginAsync, EndAsync);
        lifecycle.Subscribe(nameof(JoiningSigns), ServiceLifecycleStage.BecomeActive, EndAsync, _ => Task.CompletedTask);
    }

    public void Dispose() => _joined.Dispose();

    private Task BeginAsync(CancellationToken cancellationToken)
    {
        _signing = SignAsync();
        return Task.CompletedTask;
    }

    private async Task EndAsync(CancellationToken cancellationToken)
    {
        await _joined.CancelAsync();
        await _signing;
    }

    private async Task SignAsync()
    {
        using var timer = new PeriodicTimer(membership.Value.IAmAliveTablePublishTimeout, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_joined.Token))
                await SignOnceAsync();
        }
        catch (OperationCanceledException)
        {
            // It has joined, or stops.
        }
    }

    private async Task SignOnceAsync()
    {
        try
        {
            await table.UpdateIAmAlive(new MembershipEntry { SiloAddress = self.SiloAddress, IAmAliveTime = time.GetUtcNow().UtcDateTime });
        }
        catch (Exception exception)
        {
            LogNotSigned(logger, exception);
        }
    }

    [LoggerMessage(1301, LogLevel.Warning, "The silo could not sign in the membership table while it was joining; it is tried again")]
    private static partial void LogNotSigned(ILogger logger, Exception exception);
}
