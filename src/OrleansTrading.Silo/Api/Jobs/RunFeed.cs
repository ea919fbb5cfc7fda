using System.Runtime.CompilerServices;
using Orleans.Runtime;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Silo.Api.Jobs;

/// <summary>
/// The changes of a run, looked for at a modest rate. It asks rather than subscribes: a question finds the run wherever it goes on after its
/// silo was lost. A question that fails is asked again, for a while.
/// </summary>
internal sealed partial class RunFeed(TimeProvider time, ILogger<RunFeed> logger)
{
    public static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>How long a run that cannot be asked for is waited for; then the client may ask elsewhere.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The run at once unless <paramref name="seen"/> is the id of that event, then each change, up to the final state; null as a sign of life in between.</summary>
    public async IAsyncEnumerable<RunEvent?> WatchAsync(
        JobRun run, string? seen, Func<Task<JobRun?>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var current = run;
        var (told, toldAt, foundAt) = (seen, time.GetTimestamp(), time.GetTimestamp());
        while (true)
        {
            if (current is not null)
            {
                foundAt = time.GetTimestamp();
                var change = RunEvent.Of(current);
                if (change.Id != told)
                {
                    (told, toldAt) = (change.Id, time.GetTimestamp());
                    yield return change;
                }

                if (current.IsFinal)
                    yield break;
            }
            else if (time.GetElapsedTime(foundAt) >= Patience)
            {
                yield break;
            }

            if (time.GetElapsedTime(toldAt) >= Heartbeat)
            {
                toldAt = time.GetTimestamp();
                yield return null;
            }

            await Task.Delay(PollInterval, time, cancellationToken);
            current = await TryReadAsync(run.Id, read);
        }
    }

    private async Task<JobRun?> TryReadAsync(string id, Func<Task<JobRun?>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException or OperationCanceledException)
        {
            LogReadFailed(id, exception);
            return null;
        }
    }
}
