using OrleansTrading.Domain.Jobs;
using OrleansTrading.Silo.Api.Jobs;

namespace OrleansTrading.Silo.Commands;

/// <summary><c>jobs run NAME</c></summary>
internal sealed class JobsRunCommand(string name, IReadOnlyList<KeyValuePair<string, string>> parameters, bool wait) : ICommand
{
    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var job = await context.Silo.GetJobAsync(name, cancellationToken);
        var body = RunParameters.ToJson(parameters, job.Parameters);
        var run = await context.Silo.RunJobAsync(name, body, Guid.NewGuid().ToString("N"), cancellationToken);
        if (run.State == JobRunState.Skipped)
            return await EndAsync(context, run);
        await context.Output.WriteLineAsync($"Run {run.Id} of {run.Job} is {run.State}.");
        if (wait)
            return await WaitAsync(context, run, cancellationToken);
        await context.Output.WriteLineAsync($"See it with: jobs status {run.Id}");
        return ExitCodes.Done;
    }

    private static async Task<int> WaitAsync(CommandContext context, RunView run, CancellationToken cancellationToken)
    {
        var display = RunDisplay.For(context);
        try
        {
            run = await new RunListener(context.Silo, context.Time).WaitAsync(run.Id, display.Show, cancellationToken);
            display.End();
            return await EndAsync(context, run);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            display.End();
            await context.Output.WriteLineAsync($"The run goes on. See it with: jobs status {run.Id}   Cancel it with: jobs cancel {run.Id}");
            return ExitCodes.Interrupted;
        }
    }

    private static async Task<int> EndAsync(CommandContext context, RunView run)
    {
        await context.Output.WriteLineAsync(RunText.Ending(run));
        await context.Output.WriteAsync(RunText.Details(run));
        return run.State == JobRunState.Succeeded ? ExitCodes.Done : ExitCodes.Failed;
    }
}
