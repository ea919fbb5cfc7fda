using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Grains.Jobs;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>A job whose effect must not come twice: a run that is lost with its silo has failed.</summary>
internal sealed class StormOnceJob(JobLedger ledger) : IJob<NoParameters>
{
    public const string Name = "storm-once";

    public static TimeSpan Interval { get; } = TimeSpan.FromSeconds(5);

    public static JobDefinition Definition { get; } = new()
    {
        Name = Name, Description = "Writes down that it was run; a lost run fails.", Schedule = "every 5s", Retries = 0, OnLostRun = LostRunPolicy.Fail,
    };

    public Task RunAsync(JobContext context, NoParameters parameters, CancellationToken cancellationToken) =>
        ledger.WorkAsync(Name, context, TimeSpan.FromMilliseconds(700), cancellationToken);
}
