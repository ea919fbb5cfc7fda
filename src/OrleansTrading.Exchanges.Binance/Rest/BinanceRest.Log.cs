using Microsoft.Extensions.Logging;

namespace OrleansTrading.Exchanges.Binance.Rest;

internal sealed partial class BinanceRest
{
    private void LogRefusedRow(string symbol, string reason) => LogRefusedRow(_logger, symbol, reason);

    [LoggerMessage(2401, LogLevel.Warning, "Left out {Symbol}: {Reason}")]
    private static partial void LogRefusedRow(ILogger logger, string symbol, string reason);
}
