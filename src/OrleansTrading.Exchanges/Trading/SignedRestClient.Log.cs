using Microsoft.Extensions.Logging;
using OrleansTrading.Exchanges.Errors;

namespace OrleansTrading.Exchanges.Trading;

public sealed partial class SignedRestClient
{
    [LoggerMessage(2410, LogLevel.Warning, "{Account}: the outcome of a request is not known ({Kind}): {Message}")]
    private partial void LogOutcomeUnknown(string account, ErrorKind kind, string message);

    [LoggerMessage(2411, LogLevel.Warning, "{Account}: the venue refuses ({Kind}); nothing is asked for {Duration}. Refused: {Request}")]
    private partial void LogHeldBack(string account, ErrorKind kind, TimeSpan duration, string request);

    [LoggerMessage(2412, LogLevel.Information, "{Account}: retry {Attempt} in {Delay}: {Reason}")]
    private partial void LogRetry(string account, int attempt, TimeSpan delay, string? reason);

    [LoggerMessage(2413, LogLevel.Warning, "{Account}: the venue refused the time of a request; its time is asked for")]
    private partial void LogSkew(string account);
}
