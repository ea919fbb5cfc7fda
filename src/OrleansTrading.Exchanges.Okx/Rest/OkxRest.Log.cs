using Microsoft.Extensions.Logging;

namespace OrleansTrading.Exchanges.Okx.Rest;

internal sealed partial class OkxRest
{
    private void LogRefusedRow(string name, string reason) => LogRefusedRow(_logger, name, reason);

    [LoggerMessage(2450, LogLevel.Warning, "Left out {Swap}: {Reason}")]
    private static partial void LogRefusedRow(ILogger logger, string swap, string reason);
}
