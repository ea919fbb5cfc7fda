using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Grains.Jobs;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>A job that may do its work twice: a run that is lost with its silo goes on as its next attempt.</summary>
internal sealed class StormAgainJob(JobLedger ledger) : IJob<NoParameters>
{
    public const string Name = "storm-again";

    public static TimeSpan Interval { get; } = TimeSpan.FromSeconds(4);

    public static JobDefinition Definition { get; } = new()
    {
        Name = Name, Description = "Writes down that it was run; a lost run goes on.", Schedule = "every 4s", Retries = 3, OnLostRun = LostRunPolicy.RunAgain,
        Overlap = JobOverlap.QueueOne,
    };

    public Task RunAsync(JobContext context, NoParameters parameters, CancellationToken cancellationToken) =>
        ledger.WorkAsync(Name, context, TimeSpan.FromMilliseconds(1_200), cancellationToken);
}
