using OrleansTrading.Silo.Api.Jobs;

namespace OrleansTrading.Silo.Commands;

/// <summary>For a terminal: one line that is written over and over.</summary>
internal sealed class RunBar(TextWriter output, TimeProvider time, int terminalWidth) : RunDisplay
{
    private const int BarWidth = 24;
    private readonly long _begun = time.GetTimestamp();
    private int _written;

    public override void Show(RunView run)
    {
        // The last column stays free: a terminal goes to the next line after it.
        var line = Line(run);
        if (line.Length > terminalWidth - 1)
            line = line[..Math.Max(0, terminalWidth - 1)];
        output.Write('\r' + line.PadRight(Math.Min(_written, Math.Max(0, terminalWidth - 1))));
        output.Flush();
        _written = line.Length;
    }

    public override void End()
    {
        if (_written > 0)
            output.WriteLine();
        _written = 0;
    }

    private string Line(RunView run)
    {
        var (done, total) = Way(run);
        var filled = total > 0 ? (int)Math.Clamp((long)done * BarWidth / total, 0, BarWidth) : 0;
        var bar = $"[{new string('#', filled)}{new string('.', BarWidth - filled)}]";
        var counted = total > 0 ? $" {done}/{total}" : "";
        var doing = run.Steps.FirstOrDefault(step => step.State == Domain.Jobs.JobRunState.Running)?.Job;
        var message = string.Join(": ", new[] { doing, run.Progress.Message }.Where(text => !string.IsNullOrEmpty(text)));
        return $"{bar}{counted} {run.State} {Words.Duration(time.GetElapsedTime(_begun).TotalMilliseconds)} {message}".TrimEnd();
    }

    private static (int Done, int Total) Way(RunView run)
    {
        if (run.State == Domain.Jobs.JobRunState.Succeeded)
            return (Math.Max(1, run.Progress.Total), Math.Max(1, run.Progress.Total));
        return (run.Progress.Done, run.Progress.Total);
    }
}
