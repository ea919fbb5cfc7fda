using Microsoft.Extensions.Logging;

namespace OrleansTrading.Dashboard.Trading.Arbitrage;

internal static partial class ArbitrageLog
{
    [LoggerMessage(6201, LogLevel.Information, "The spreads of {Pair} were not answered; the page keeps what it shows and asks again")]
    public static partial void SpreadsFailed(ILogger logger, string pair, Exception exception);
}
