using System.Net.ServerSentEvents;
using System.Text.Json;
using OrleansTrading.Silo.Api;
using OrleansTrading.Silo.Api.Jobs;

namespace OrleansTrading.Silo.Commands;

/// <summary>
/// Follows a run to its end by its stream of events. A stream that breaks off is taken up again; where there is none to be had, the run
/// is asked for from time to time.
/// </summary>
internal sealed class RunListener(SiloApi silo, TimeProvider time)
{
    public static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    /// <summary>Failures in a row after which the service is given up; a restart takes less.</summary>
    public const int MaxFailures = 60;

    private string? _lastEvent;
    private RunView? _last;
    private int _failures;

    /// <param name="id">The run.</param>
    /// <param name="changed">Told of every change.</param>
    /// <param name="cancellationToken">Ends the waiting, not the run.</param>
    /// <returns>The run in its final state.</returns>
    public async Task<RunView> WaitAsync(string id, Action<RunView> changed, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await ListenAsync(id, changed, cancellationToken);
                if (_last is not { IsFinal: true })
                    Take(await silo.GetRunAsync(id, cancellationToken), changed);
                if (_last is { IsFinal: true } ended)
                    return ended;
            }
            catch (Exception exception) when (IsPassing(exception) && ++_failures < MaxFailures)
            {
                // The service is away, or restarts: the run is known to it again when it is back.
            }

            await Task.Delay(RetryDelay, time, cancellationToken);
        }
    }

    private static bool IsPassing(Exception exception) => exception is HttpRequestException or IOException or SiloUnreachableException;

    private async Task ListenAsync(string id, Action<RunView> changed, CancellationToken cancellationToken)
    {
        using var response = await silo.WatchRunAsync(id, _lastEvent, cancellationToken);
        if (response is null)
            return;
        await using var stream = new QuietStream(await response.Content.ReadAsStreamAsync(cancellationToken), time);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken))
        {
            if (item.EventType != "run" || JsonSerializer.Deserialize(item.Data, ApiJson.Default.RunView) is not { } run)
                continue;
            _lastEvent = item.EventId;
            Take(run, changed);
        }
    }

    private void Take(RunView run, Action<RunView> changed)
    {
        (_last, _failures) = (run, 0);
        changed(run);
    }
}
