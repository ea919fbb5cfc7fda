using System.Collections.Concurrent;
using OrleansTrading.Grains.Jobs;

namespace OrleansTrading.Silo.Tests.Api.Jobs;

/// <summary>Where runs of <see cref="ProbeJob"/> wait for the test.</summary>
public sealed class ProbeGate
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, Run> _runs = [];

    /// <summary>Waits until the run has come to its wait.</summary>
    public async Task<JobContext> ArrivedAsync(string runId) => await Of(runId).Arrived.Task.WaitAsync(Limit);

    public void Release(string runId) => Of(runId).Released.TrySetResult();

    public async Task WaitAsync(JobContext context, CancellationToken cancellationToken)
    {
        Of(context.RunId).Arrived.TrySetResult(context);
        await Of(context.RunId).Released.Task.WaitAsync(cancellationToken);
    }

    private Run Of(string runId) => _runs.GetOrAdd(runId, _ => new Run());

    private sealed class Run
    {
        public TaskCompletionSource<JobContext> Arrived { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Released { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
