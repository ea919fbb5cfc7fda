using System.Globalization;
using OrleansTrading.Grains.Jobs;

namespace OrleansTrading.Grains.Outcomes;

/// <summary>Finds out what came of signals.</summary>
internal sealed class SettleSignalsJob(OutcomeDesk desk) : IJob<NoParameters>
{
    public static JobDefinition Definition { get; } = new()
    {
        Name = "settle-signals",
        Description = "Decides from the closed candles after them whether signals reached their target, their stop or their time limit.",
        Schedule = "every 1m",
        TimeLimit = TimeSpan.FromMinutes(15),
        SlowAfter = TimeSpan.FromMinutes(1),
    };

    public async Task RunAsync(JobContext context, NoParameters parameters, CancellationToken cancellationToken)
    {
        var round = await desk.RunAsync((done, total) => context.Report(done, total), cancellationToken);
        for (var i = 0; i < round.LookedAt; i++)
            context.Succeeded();
        context.SetOutput(string.Create(
            CultureInfo.InvariantCulture,
            $"{round.LookedAt} looked at: {round.Targets} reached the target, {round.Stops} the stop, {round.Times} the time limit; {round.Unknown} unknown for a missing candle, {round.Open} still open"));
    }
}
