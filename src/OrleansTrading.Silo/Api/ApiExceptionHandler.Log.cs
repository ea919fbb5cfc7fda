namespace OrleansTrading.Silo.Api;

internal sealed partial class ApiExceptionHandler
{
    [LoggerMessage(1110, LogLevel.Error, "{Method} {Path} failed.")]
    private partial void LogUnexpected(string method, string path, Exception exception);

    [LoggerMessage(1111, LogLevel.Warning, "{Method} {Path} answers {Status}: {Reason}")]
    private partial void LogRefused(string method, string path, int status, string reason);
}
