namespace OrleansTrading.Silo.Commands;

/// <summary><c>jobs status ID</c></summary>
internal sealed class JobsStatusCommand(string id) : ICommand
{
    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var run = await context.Silo.GetRunAsync(id, cancellationToken);
        var table = new TextTable("RUN", "JOB", "STATE", "TRIGGER", "QUEUED (UTC)", "STARTED (UTC)", "FINISHED (UTC)", ">ATTEMPT");
        table.Add(
            run.Id,
            run.Job,
            RunText.State(run),
            run.By is { Length: > 0 } by ? $"{run.Trigger} ({by})" : run.Trigger.ToString(),
            Words.Time(run.QueuedAt),
            Words.Time(run.StartedAt),
            Words.Time(run.FinishedAt),
            run.Attempt.ToString());
        await context.Output.WriteAsync(table.ToString());
        if (run is { IsFinal: false, Progress.Message: { Length: > 0 } message })
            await context.Output.WriteLineAsync($"  {message}");
        await context.Output.WriteAsync(RunText.Details(run));
        return ExitCodes.Done;
    }
}
