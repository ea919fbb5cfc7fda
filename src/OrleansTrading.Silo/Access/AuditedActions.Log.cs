using OrleansTrading.Domain.Access;

namespace OrleansTrading.Silo.Access;

internal sealed partial class AuditedActions
{
    [LoggerMessage(1320, LogLevel.Error, "The audit log could not be written: {Action} of {Target} by {Who}, {Outcome}")]
    private partial void LogNotWritten(string action, string target, string who, AuditOutcome outcome, Exception exception);

    [LoggerMessage(1321, LogLevel.Error, "{Action} of {Target} by {Who} failed, and may or may not have been done")]
    private partial void LogFailed(string action, string target, string who, Exception exception);

    [LoggerMessage(1326, LogLevel.Warning, "{Who} from {From} is refused too often, last {Action}; the audit log has one refusal a second and counts the rest")]
    private partial void LogRefusalsLeftOut(string who, string from, string action);
}
