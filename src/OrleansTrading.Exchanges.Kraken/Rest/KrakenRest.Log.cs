using Microsoft.Extensions.Logging;

namespace OrleansTrading.Exchanges.Kraken.Rest;

internal sealed partial class KrakenRest
{
    private void LogRefusedRow(string pair, string reason) => LogRefusedRow(_logger, pair, reason);

    [LoggerMessage(2501, LogLevel.Warning, "Left out {Pair}: {Reason}")]
    private static partial void LogRefusedRow(ILogger logger, string pair, string reason);
}
