using Microsoft.Extensions.Logging;

namespace OrleansTrading.Storage.PostgreSql;

public sealed partial class PostgresDatabase
{
    [LoggerMessage(1401, LogLevel.Error, "The database {Name} on {Host} cannot be reached: {Cause}. It is tried again; what is not stored yet is kept by those who wait.")]
    private partial void LogAway(string name, string host, string cause);

    [LoggerMessage(1402, LogLevel.Information, "The database {Name} on {Host} is there again, after {Away}.")]
    private partial void LogBack(string name, string host, TimeSpan away);
}
