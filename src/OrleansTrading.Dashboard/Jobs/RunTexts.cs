using System.Globalization;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Dashboard.Formatting;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Dashboard.Jobs;

/// <summary>Runs in words: English, which are the keys of their translations, with a mark beside, so that colour is never the only sign.</summary>
internal static class RunTexts
{
    public static string WordOf(JobRunState state) => state switch
    {
        JobRunState.Queued => /* text */ "Queued",
        JobRunState.Running => /* text */ "Running",
        JobRunState.Succeeded => /* text */ "Succeeded",
        JobRunState.Failed => /* text */ "Failed",
        JobRunState.Skipped => /* text */ "Skipped",
        JobRunState.Cancelled => /* text */ "Cancelled",
        _ => /* text */ "Timed out",
    };

    public static string MarkOf(JobRunState? state) => state switch
    {
        JobRunState.Queued => "◌",
        JobRunState.Running => "▶",
        JobRunState.Succeeded => "✓",
        JobRunState.Failed => "✕",
        JobRunState.Skipped => "⤼",
        JobRunState.Cancelled => "■",
        JobRunState.TimedOut => "⧗",
        _ => "·",
    };

    public static string WordOf(JobTriggerKind trigger) => trigger switch
    {
        JobTriggerKind.Schedule => /* text */ "Schedule",
        JobTriggerKind.Manual => /* text */ "By hand",
        JobTriggerKind.Pipeline => /* text */ "Pipeline",
        _ => /* text */ "Catching up",
    };

    public static string WordOf(JobOverlap overlap) => overlap switch
    {
        JobOverlap.Skip => /* text */ "the new run is skipped",
        JobOverlap.QueueOne => /* text */ "one run waits, further ones are skipped",
        _ => /* text */ "the run before is cancelled",
    };

    /// <summary>How long a run has taken; up to now while it goes; null before it has begun.</summary>
    public static TimeSpan? DurationOf(JobRun run, long now) =>
        run.StartedAt is { } started ? TimeSpan.FromMilliseconds(Math.Max(0, (run.FinishedAt ?? now) - started)) : null;

    /// <summary><c>250 ms</c>, <c>3.4 s</c>, then as ages are.</summary>
    public static string Duration(TimeSpan? duration) => duration switch
    {
        null => Figures.None,
        { TotalSeconds: < 1 } value => string.Create(CultureInfo.InvariantCulture, $"{value.TotalMilliseconds:0} ms"),
        { TotalSeconds: < 10 } value => string.Create(CultureInfo.InvariantCulture, $"{value.TotalSeconds:0.0} s"),
        _ => Ages.Age(duration),
    };

    public static string LinkTo(string job) => $"jobs/{Uri.EscapeDataString(job)}";

    public static string LinkTo(JobRun run) => $"jobs/{Uri.EscapeDataString(run.Job)}/runs/{Uri.EscapeDataString(run.Id)}";
}
