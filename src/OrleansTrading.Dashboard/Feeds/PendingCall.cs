using Microsoft.Extensions.Logging;

namespace OrleansTrading.Dashboard.Feeds;

/// <summary>
/// A call that is made again for every frame, at most one of them under way. A late answer is taken by the frame it comes
/// in time for; a failed one is logged once until the next success. A call left behind by a loop that has stopped is forgotten:
/// nobody knows how old its answer would be.
/// </summary>
internal sealed partial class PendingCall<T>(string what, DashboardOptions options, TimeProvider time, ILogger logger)
    where T : class
{
    private Task<T>? _call;
    private long _askedAt;
    private CancellationToken _askedBy;

    /// <summary>Whether the newest call failed or has been under way for longer than a call may take.</summary>
    public bool Failed { get; private set; }

    /// <summary>The answer; null when there is none in this frame's time.</summary>
    /// <param name="call">Makes the call.</param>
    /// <param name="cancellationToken">That of the loop that makes the frames.</param>
    public async Task<T?> AskAsync(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        if (_call is null || _askedBy != cancellationToken)
            (_call, _askedAt, _askedBy) = (call(), time.GetTimestamp(), cancellationToken);
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
