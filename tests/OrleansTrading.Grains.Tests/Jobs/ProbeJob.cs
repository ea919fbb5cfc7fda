using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Grains.Jobs;

namespace OrleansTrading.Grains.Tests.Jobs;

/// <summary>A job whose runs tell that they have begun and do what the test says.</summary>
internal sealed class ProbeJob(JobDefinition definition, Func<JobContext, CancellationToken, Task> work)
{
    private readonly Channel<JobContext> _begun = Channel.CreateUnbounded<JobContext>();
    private int _going;

    public ConcurrentQueue<(string RunId, DateTimeOffset? Slot, int Attempt)> Runs { get; } = [];

    /// <summary>Runs that were under way at once, at most.</summary>
    public int MostAtOnce { get; private set; }

    public static ProbeJob Named(string name, Func<JobContext, CancellationToken, Task>? work = null, string schedule = "") =>
        new(new JobDefinition { Name = name, Description = "Made up.", Schedule = schedule, Retries = 0 }, work ?? ((_, _) => Task.CompletedTask));

    /// <summary>A job that runs until it is told to stop.</summary>
    public static ProbeJob Endless(string name) => Named(name, (_, token) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token));

    public ProbeJob With(Func<JobDefinition, JobDefinition> change) => new(change(definition), work);

    public void AddTo(IServiceCollection services) =>
        services.AddSingleton(JobRegistration.Of<NoParameters>(definition, (_, context, _, token) => RunAsync(context, token)));

    /// <summary>Waits for the next run to begin.</summary>
    public async Task<JobContext> BegunAsync() => await _begun.Reader.ReadAsync().AsTask().WaitAsync(JobCluster.Limit);

    private async Task RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        var going = Interlocked.Increment(ref _going);
        MostAtOnce = Math.Max(MostAtOnce, going);
        Runs.Enqueue((context.RunId, context.Slot, context.Attempt));
        _begun.Writer.TryWrite(context);
        try
        {
            await work(context, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _going);
        }
    }
}
