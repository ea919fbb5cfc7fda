using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Grains.Jobs;

/// <summary>A run as its job sees it: what it is, and where it tells how far it has come. Safe for any number of threads.</summary>
public abstract class JobContext
{
    public abstract string RunId { get; }

    public abstract JobTriggerKind Trigger { get; }

    /// <summary>The slot that the run fills; null when it fills none.</summary>
    public abstract DateTimeOffset? Slot { get; }

    /// <summary>From 1.</summary>
    public abstract int Attempt { get; }

    /// <summary>Tells how many of how many items are done; <paramref name="total"/> is 0 while it is not known.</summary>
    public abstract void Report(int done, int total, string? message = null);

    /// <summary>An item went well.</summary>
    public abstract void Succeeded();

    /// <summary>An item failed, and the run goes on. The first of each kind is kept in the run, and the first few stand in its log.</summary>
    public abstract void Failed(string item, string kind, string message);

    /// <summary>
    /// Writes a line into the run's log, which operators follow while it goes. The log keeps the newest <see cref="JobRunLog.MostLines"/> lines:
    /// it is for what the run does in steps, not for every item.
    /// </summary>
    public abstract void Log(string message, JobLogLevel level = JobLogLevel.Information);

    /// <summary>What the run gave, in one line.</summary>
    public abstract void SetOutput(string output);

    /// <summary>For a schedule of the form <c>between a and b</c>: when the next slot should come, from this one's end. Held within the bounds.</summary>
    public abstract void NextAfter(TimeSpan delay);
}
