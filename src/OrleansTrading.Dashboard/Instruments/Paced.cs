using Microsoft.Extensions.Logging;
using OrleansTrading.Dashboard.Feeds;

namespace OrleansTrading.Dashboard.Instruments;

/// <summary>A call that is made again when so much time has passed since its last answer; one that fails is made with every frame.</summary>
internal sealed class Paced<T>(TimeSpan every, string what, DashboardOptions options, TimeProvider time, ILogger logger)
    where T : class
{
    private readonly PendingCall<T> _call = new(what, options, time, logger);
    private long? _answeredAt;

    public bool Failed => _call.Failed;

    /// <summary>The answer; null when it is not due or none came in this frame's time.</summary>
    public async Task<T?> AskAsync(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        if (_answeredAt is { } at && time.GetElapsedTime(at) < every)
            return null;
        var answer = await _call.AskAsync(call, cancellationToken);
        if (answer is not null)
            _answeredAt = time.GetTimestamp();
        return answer;
    }
}
