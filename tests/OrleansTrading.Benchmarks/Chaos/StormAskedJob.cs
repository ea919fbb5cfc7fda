using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Grains.Jobs;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>A job that is run only when it is asked for.</summary>
internal sealed class StormAskedJob(JobLedger ledger) : IJob<NoParameters>
{
    public const string Name = "storm-asked";

    public static JobDefinition Definition { get; } = new()
    {
        Name = Name, Description = "Writes down that it was run.", Schedule = "", Retries = 3, OnLostRun = LostRunPolicy.RunAgain, Overlap = JobOverlap.QueueOne,
    };

    public Task RunAsync(JobContext context, NoParameters parameters, CancellationToken cancellationToken) =>
        ledger.WorkAsync(Name, context, TimeSpan.FromMilliseconds(100), cancellationToken);
}
