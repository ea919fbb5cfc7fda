namespace OrleansTrading.Grains.Events;

/// <summary>Waits for a time to pass or for a signal, by a clock that tests can set.</summary>
internal sealed class EventDelay(TimeProvider time)
{
    public async Task UntilAsync(SemaphoreSlim signal, TimeSpan delay, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), ended, delay, Timeout.InfiniteTimeSpan);
        try
        {
            await signal.WaitAsync(ended.Token);
        }
        catch (OperationCanceledException)
        {
            // The time has passed, or there is nothing more to wait for.
        }
    }
}
