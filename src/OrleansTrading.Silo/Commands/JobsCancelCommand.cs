namespace OrleansTrading.Silo.Commands;

/// <summary><c>jobs cancel ID</c></summary>
internal sealed class JobsCancelCommand(string id) : ICommand
{
    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var run = await context.Silo.CancelRunAsync(id, cancellationToken);
        await context.Output.WriteLineAsync(run.IsFinal
            ? $"Run {run.Id} of {run.Job} is cancelled."
            : $"Run {run.Id} of {run.Job} was told to stop.");
        return ExitCodes.Done;
    }
}
