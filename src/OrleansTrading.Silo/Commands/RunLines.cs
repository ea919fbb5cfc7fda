using OrleansTrading.Silo.Api.Jobs;

namespace OrleansTrading.Silo.Commands;

/// <summary>For a file or a pipe: a line at every new state, step, message, and tenth of the way.</summary>
internal sealed class RunLines(TextWriter output) : RunDisplay
{
    private const int Parts = 10;
    private (string Steps, string? Message, int Attempt, object State, int Part) _shown;

    public override void Show(RunView run)
    {
        // The end is told by what comes after.
        if (run.IsFinal)
            return;
        var progress = run.Progress;
        var part = progress.Total > 0 ? (int)((long)progress.Done * Parts / progress.Total) : 0;
        var now = (string.Join(',', run.Steps.Select(step => step.State)), progress.Message, run.Attempt, (object)run.State, part);
        if (now.Equals(_shown))
            return;
        _shown = now;
        var step = run.Steps.FirstOrDefault(step => step.State == Domain.Jobs.JobRunState.Running) is { } running ? $" {running.Job}" : "";
        var message = progress.Message is { Length: > 0 } text ? $": {text}" : "";
        output.WriteLine($"{RunText.State(run)}{step}{message}");
    }

    public override void End()
    {
    }
}
