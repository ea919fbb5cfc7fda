using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.Symbols;

internal sealed partial class MarketWatch
{
    [LoggerMessage(4751, LogLevel.Information, "{Position}: guard {GuardId} triggered: {Cause} at {TriggerPrice}, market at {MarketPrice}, share {Share}")]
    private static partial void LogTriggered(
        ILogger logger, string position, string guardId, GuardCause cause, decimal triggerPrice, decimal marketPrice, decimal share);

    [LoggerMessage(4752, LogLevel.Warning, "{Instrument}: account {Account} has not renewed its watch for a minute; {Guards} guards are evaluated no more until it does")]
    private static partial void LogLapsed(ILogger logger, InstrumentId instrument, string account, int guards);
}
