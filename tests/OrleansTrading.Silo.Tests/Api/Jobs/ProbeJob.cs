using OrleansTrading.Grains.Jobs;

namespace OrleansTrading.Silo.Tests.Api.Jobs;

/// <summary>A job that ends as its parameters say; one that waits goes on when the test lets it.</summary>
public sealed class ProbeJob(ProbeGate gate) : IJob<ProbeParameters>
{
    public const string Name = "probe";

    public static JobDefinition Definition { get; } = new()
    {
        Name = Name,
        Description = "Made up for the tests.",
        Schedule = "",
        Retries = 0,
        SlowAfter = TimeSpan.FromMinutes(2),
    };

    public async Task RunAsync(JobContext context, ProbeParameters parameters, CancellationToken cancellationToken)
    {
        context.Report(1, parameters.Items, "under way");
        context.Log($"{parameters.Items} items are wanted.");
        if (parameters.Ending == "wait")
            await gate.WaitAsync(context, cancellationToken);
        if (parameters.Ending == "fail")
            throw new InvalidOperationException("The probe was told to fail.");
        context.Report(parameters.Items, parameters.Items);
        context.SetOutput(string.Join(' ', parameters.Words));
    }
}
