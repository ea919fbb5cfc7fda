using System.Collections.Concurrent;
using OrleansTrading.Grains.Jobs;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>What the storm's jobs have really done, beside what is recorded of them: it outlasts every silo.</summary>
internal sealed class JobLedger
{
    public ConcurrentQueue<JobEffect> Effects { get; } = [];

    /// <summary>The effect comes first, and then work in the middle of which a silo may go.</summary>
    public async Task WorkAsync(string job, JobContext context, TimeSpan work, CancellationToken cancellationToken)
    {
        Effects.Enqueue(new JobEffect(job, context.RunId, context.Slot?.ToUnixTimeMilliseconds(), context.Attempt));
        await Task.Delay(work, TimeProvider.System, cancellationToken);
        context.SetOutput("done");
    }
}
