using Microsoft.Extensions.Logging;

namespace OrleansTrading.Dashboard.Feeds;

/// <summary>
/// A call that is made again for every frame, at most one of them under way. A late answer is taken by the frame it comes
/// in time for; a failed one is logged once until the next success.
/// </summary>
internal sealed partial class PendingCall<T>(string what, DashboardOptions options, TimeProvider time, ILogger logger)
    where T : class
{
    private Task<T>? _call;
    private long _askedAt;

    /// <summary>Whether the newest call failed or has been under way for longer than a call may take.</summary>
    public bool Failed { get; private set; }

    /// <summary>The answer; null when there is none in this frame's time.</summary>
    public async Task<T?> AskAsync(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        if (_call is null)
            (_call, _askedAt) = (call(), time.GetTimestamp());
        var asked = _call;
        try
        {
            var answer = await asked.WaitAsync(options.FrameBudget, time, cancellationToken);
            (_call, Failed) = (null, false);
            return answer;
        }
        catch (TimeoutException) when (!asked.IsCompleted)
        {
            if (time.GetElapsedTime(_askedAt) >= options.CallTimeout)
                Fail(new TimeoutException($"No answer within {options.CallTimeout}."));
            return null;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _call = null;
            Fail(exception);
            return null;
        }
    }

    private void Fail(Exception exception)
    {
        if (!Failed)
            CallFailed(logger, exception, what);
        Failed = true;
    }
}
