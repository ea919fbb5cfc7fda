using Microsoft.Extensions.Logging;
using OrleansTrading.Exchanges.Errors;

namespace OrleansTrading.Exchanges.Rest;

public sealed partial class VenueRestClient
{
    [LoggerMessage(2001, LogLevel.Warning, "The venue refused ({Kind}); no request for {Duration}. Refused: {Request}")]
    private partial void LogHeldBack(ErrorKind kind, TimeSpan duration, string request);

    [LoggerMessage(2002, LogLevel.Information, "Retry {Attempt} in {Delay}: {Reason}")]
    private partial void LogRetry(int attempt, TimeSpan delay, string? reason);
}
