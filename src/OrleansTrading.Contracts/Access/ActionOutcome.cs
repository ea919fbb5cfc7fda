namespace OrleansTrading.Contracts.Access;

/// <summary>What came of something that somebody did.</summary>
/// <param name="IsDone">Whether it was done. When not, nothing was changed.</param>
/// <param name="Message">What to tell whoever did it, in their words.</param>
/// <param name="After">What is there now, for the audit log.</param>
public sealed record ActionOutcome(bool IsDone, string? Message = null, string? After = null)
{
    public static ActionOutcome Done(string? message = null, string? after = null) => new(true, message, after);

    public static ActionOutcome Refused(string message) => new(false, message);
}
