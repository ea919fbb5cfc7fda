using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.Arbitrage;

internal sealed partial class ArbitrageTrader
{
    [LoggerMessage(4834, LogLevel.Information, "Arbitrage {Trade} begun: {Quantity} at {NetBps:F2} bps net")]
    private static partial void LogBegun(ILogger logger, string trade, decimal quantity, double netBps);

    [LoggerMessage(4835, LogLevel.Warning, "Order {IntentKey} of an arbitrage was refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, string intentKey, string? reason);

    [LoggerMessage(4836, LogLevel.Warning, "Arbitrage {Trade}: {Bought} bought and {Sold} sold; the surplus is taken back")]
    private static partial void LogUneven(ILogger logger, string trade, decimal bought, decimal sold);

    [LoggerMessage(4838, LogLevel.Warning, "Account {Account} is not on paper; arbitrage is executed on paper only")]
    private static partial void LogNotPaper(ILogger logger, string account);

    [LoggerMessage(4839, LogLevel.Warning, "Arbitrage {Trade} is not begun: account {Account} has a position or an open order in {Instrument}")]
    private static partial void LogOccupied(ILogger logger, string trade, string account, InstrumentId instrument);

    [LoggerMessage(4837, LogLevel.Information, "Arbitrage {Trade} is over with {Cash} before fees: {Reason}")]
    private static partial void LogDone(ILogger logger, string trade, decimal cash, string? reason);
}
