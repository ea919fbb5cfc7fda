using OrleansTrading.Exchanges.Errors;

namespace OrleansTrading.Exchanges.RateLimits;

/// <summary>How data waits while a request of an account waits for room.</summary>
public sealed partial class RequestGate
{
    private TaskCompletionSource? _passed;
    private int _passing;

    /// <summary>Completes when none that goes first waits any more; null when none does.</summary>
    private Task? Passed
    {
        get
        {
            lock (_budgetGate)
                return _passed?.Task;
        }
    }

    private async Task LetPassAsync(Task passed, TimeSpan longest, CancellationToken cancellationToken)
    {
        try
        {
            await passed.WaitAsync(longest > TimeSpan.Zero ? longest : TimeSpan.Zero, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new VenueException(ErrorKind.RateLimited, isTransient: false, $"Requests of accounts have waited for room for {longestWait}, and go first.");
        }
    }

    /// <summary>One that goes first and has to wait for room.</summary>
    private sealed class Place(RequestGate gate) : IDisposable
    {
        private bool _isHeld;

        public void Hold()
        {
            if (_isHeld)
                return;
            _isHeld = true;
            lock (gate._budgetGate)
            {
                gate._passing++;
                gate._passed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        public void Dispose()
        {
            if (!_isHeld)
                return;
            TaskCompletionSource? passed = null;
            lock (gate._budgetGate)
            {
                if (--gate._passing == 0)
                    (passed, gate._passed) = (gate._passed, null);
            }

            passed?.SetResult();
        }
    }
}
