using OrleansTrading.Silo.Api.Jobs;

namespace OrleansTrading.Silo.Commands;

/// <summary>A run in words.</summary>
internal static class RunText
{
    /// <summary>How far it has come, in a few words.</summary>
    public static string State(RunView run)
    {
        var progress = run.Progress.Total > 0 && !run.IsFinal ? $" {run.Progress.Done}/{run.Progress.Total}" : "";
        return run.Attempt > 1 && !run.IsFinal ? $"{run.State}{progress} (attempt {run.Attempt})" : run.State + progress;
    }

    /// <summary>How it ended, in one line.</summary>
    public static string Ending(RunView run)
    {
        var took = run is { StartedAt: { } started, FinishedAt: { } finished } ? $" after {Words.Duration(finished - started)}" : "";
        var counts = run.Counts.Succeeded + run.Counts.Failed > 0 ? $", {run.Counts.Succeeded} ok, {run.Counts.Failed} failed" : "";
        return $"{run.Job} {run.State}{took}{counts}";
    }

    /// <summary>What came of it: output, error, steps, the first failure of each kind.</summary>
    public static string Details(RunView run)
    {
        var lines = new List<string>();
        if (run.Output is { Length: > 0 } output)
            lines.Add($"  {output}");
        if (run.Error is { Length: > 0 } error)
            lines.Add($"  {error}");
        lines.AddRange(run.Counts.Errors.Select(failure => $"  {failure.Kind} ({failure.Count}), first {failure.FirstItem}: {failure.Message}"));
        if (run.Steps.Count > 0)
        {
            var steps = new TextTable("  STEP", "STATE", "OUTPUT");
            foreach (var step in run.Steps)
                steps.Add($"  {step.Job}", step.State?.ToString() ?? Words.Nothing, step.Output ?? Words.Nothing);
            lines.Add(steps.ToString().TrimEnd());
        }

        return string.Concat(lines.Select(line => line + Environment.NewLine));
    }
}
