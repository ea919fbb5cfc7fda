using System.Collections.Concurrent;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>A client that asks for runs, each by a key of its own, until it is answered; some are asked for twice.</summary>
internal sealed class JobLoad(StormRig rig, StormLog log, StormCaller caller, int seed)
{
    public ConcurrentQueue<string> Runs { get; } = [];

    public async Task RunAsync(CancellationToken over)
    {
        var random = new Random(seed * 41);
        for (var number = 0; !over.IsCancellationRequested; number++)
        {
            var trigger = new JobTrigger(JobTriggerKind.Manual, "storm", null, $"storm-{seed}-{number}");
            if (await AskAsync(trigger) is { } made)
            {
                Runs.Enqueue(made);
                if (random.Next(3) == 0 && await AskAsync(trigger) is { } again && again != made)
                    log.Violate($"The key {trigger.IdempotencyKey} made run {made}, and later {again}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(500, 2_000)), TimeProvider.System, CancellationToken.None);
        }
    }

    private async Task<string?> AskAsync(JobTrigger trigger)
    {
        var result = await caller.AskAsync(
            $"Run {trigger.IdempotencyKey}", () => rig.Cluster.Grains.GetGrain<IJobGrain>(StormAskedJob.Name).TriggerAsync(trigger), _ => true);
        if (result is { Run: null })
            log.Violate($"Run {trigger.IdempotencyKey} was refused: {result.Refusal}.");
        return result?.Run?.Id;
    }
}
