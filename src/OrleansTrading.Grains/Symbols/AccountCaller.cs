using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.Symbols;

/// <summary>Tells accounts what the market has done, again and again at growing distance until they have answered.</summary>
internal sealed partial class AccountCaller : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly InstrumentId _instrument;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _hurry = new();
    private readonly CancellationTokenSource _stop = new();

    // Of their own: what is being told may outlast the sources.
    private readonly CancellationToken _hurried;
    private readonly CancellationToken _stopped;

    public AccountCaller(InstrumentId instrument, TimeProvider time, ILogger logger)
    {
        (_instrument, _time, _logger) = (instrument, time, logger);
        (_hurried, _stopped) = (_hurry.Token, _stop.Token);
    }

    /// <summary>Little time is left: tells again at once what waits, and from now on with the shortest pause.</summary>
    public void Hurry() => _hurry.Cancel();

    /// <summary>Tells nothing more.</summary>
    public void Stop()
    {
        if (_stopped.IsCancellationRequested)
            return;
        _stop.Cancel();
        _hurry.Cancel();
    }

    public void Dispose()
    {
        Stop();
        _hurry.Dispose();
        _stop.Dispose();
    }

    /// <summary>Ends with true when it was answered, with false when the activation goes away. Never fails.</summary>
    public async Task<bool> TellAsync(string account, string what, Func<Task> tell)
    {
        for (var failures = 0; !_stopped.IsCancellationRequested; failures++)
        {
            try
            {
                await tell();
                return true;
            }
            catch (Exception exception)
            {
                // Isolated here because it must be told: whatever the reason, it is tried again. Told of at growing distance too.
                if (int.IsPow2(failures + 1))
                    LogUntold(_logger, _instrument, what, account, failures + 1, exception);
            }

            var (pause, end) = _hurried.IsCancellationRequested ? (FirstPause, _stopped) : (PauseAfter(failures), _hurried);
            await Task.Delay(pause, _time, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        return false;
    }

    private static TimeSpan PauseAfter(int failures)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(failures, 10));
        return pause < LongestPause ? pause : LongestPause;
    }

    [LoggerMessage(4750, LogLevel.Warning, "{Instrument}: {What} could not be told to account {Account} ({Failures} times); it is told again until it is answered")]
    private static partial void LogUntold(ILogger logger, InstrumentId instrument, string what, string account, int failures, Exception exception);
}
