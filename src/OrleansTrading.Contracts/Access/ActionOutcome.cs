namespace OrleansTrading.Contracts.Access;

/// <summary>What came of something that somebody did.</summary>
/// <param name="IsDone">Whether it was done. When not, nothing was changed, unless it is uncertain.</param>
/// <param name="Message">What to tell whoever did it, in their words.</param>
/// <param name="After">What is there now, for the audit log.</param>
/// <param name="Before">What was there before, for the audit log, when that came to light only in the doing.</param>
/// <param name="IsUncertain">It failed on the way, and may or may not have changed something.</param>
public sealed record ActionOutcome(bool IsDone, string? Message = null, string? After = null, string? Before = null, bool IsUncertain = false)
{
    public static ActionOutcome Done(string? message = null, string? after = null) => new(true, message, after);

    public static ActionOutcome Refused(string message) => new(false, message);

    public static ActionOutcome Failed(string message) => new(false, message, IsUncertain: true);
}
