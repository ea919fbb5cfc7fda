using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Execution;

namespace OrleansTrading.Grains.Executor;

internal sealed partial class SignalExecutorGrain
{
    [LoggerMessage(4761, LogLevel.Information, "Signals become positions of account {Account}; dry run: {IsDryRun}")]
    private static partial void LogStarted(ILogger logger, string account, bool isDryRun);

    [LoggerMessage(4762, LogLevel.Information, "Signal {Signal}: {Outcome} {Code} {OrderId}")]
    private static partial void LogDecided(ILogger logger, string signal, ExecutionOutcome outcome, string code, string orderId);

    [LoggerMessage(4763, LogLevel.Warning, "Signal {Signal} could not be decided about; it is tried again until it expires")]
    private static partial void LogUndecided(ILogger logger, string signal, Exception exception);

    [LoggerMessage(4764, LogLevel.Warning, "Stored signals could not be looked through; it is tried again")]
    private static partial void LogNotLooked(ILogger logger, Exception exception);
}
