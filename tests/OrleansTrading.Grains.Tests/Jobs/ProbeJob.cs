using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Grains.Jobs;

namespace OrleansTrading.Grains.Tests.Jobs;

/// <summary>A job whose runs tell that they have begun and do what the test says.</summary>
internal sealed class ProbeJob(JobDefinition definition, Func<JobContext, CancellationToken, Task> work)
{
    private readonly Channel<JobContext> _begun = Channel.CreateUnbounded<JobContext>();

    public ConcurrentQueue<(string RunId, DateTimeOffset? Slot, int Attempt)> Runs { get; } = [];

    public static ProbeJob Named(string name, Func<JobContext, CancellationToken, Task>? work = null, string schedule = "") =>
        new(new JobDefinition { Name = name, Description = "Made up.", Schedule = schedule }, work ?? ((_, _) => Task.CompletedTask));

    public ProbeJob With(Func<JobDefinition, JobDefinition> change) => new(change(definition), work);

    public void AddTo(IServiceCollection services) => services.AddSingleton(JobRegistration.Of<NoParameters>(definition, (_, context, _, token) => RunAsync(context, token)));

    /// <summary>Waits for the next run to begin.</summary>
    public async Task<JobContext> BegunAsync() => await _begun.Reader.ReadAsync().AsTask().WaitAsync(JobCluster.Limit);

    private async Task RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        Runs.Enqueue((context.RunId, context.Slot, context.Attempt));
        _begun.Writer.TryWrite(context);
        await work(context, cancellationToken);
    }
}
