using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Grains.StreamWatch;

/// <summary>Every silo looks over the streams of its own symbols, logs one line, and raises and clears alerts. A silo that stops clears its own.</summary>
internal sealed partial class StreamHealthCheck(
    FollowedStreams followed, StreamGauges gauges, StreamAlerts alerts, IOptions<StreamWatchOptions> options, TimeProvider time, ILogger<StreamHealthCheck> logger)
    : BackgroundService
{
    private static readonly TimeSpan ClearLimit = TimeSpan.FromSeconds(2);

    private readonly StreamCheckup _checkup = new(options.Value);
    private long _reconnects;
    private bool _told;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_told)
            await TellAsync([], cancellationToken);
        gauges.Dispose();
    }

    /// <summary>One look over everything.</summary>
    internal async Task CheckAsync(CancellationToken cancellationToken)
    {
        var surveys = StreamSurvey.Of(followed.All);
        var troubles = _checkup.Check(surveys, time.GetElapsedTime(0));
        if (surveys.Count > 0)
        {
            Summarize(surveys);
            followed.Marks.Mark();
        }

        foreach (var trouble in troubles)
            LogTrouble(logger, trouble.Count, trouble.Total, trouble.Kind, trouble.Venue, trouble.Worst, trouble.WorstFor.TotalSeconds);
        await TellAsync(troubles, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.HealthCheckInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await CheckAsync(stoppingToken);
    }

    private async Task TellAsync(IReadOnlyList<StreamTrouble> troubles, CancellationToken cancellationToken)
    {
        try
        {
            await alerts.TellAsync(troubles).WaitAsync(Max(options.Value.HealthCheckInterval, ClearLimit), time, cancellationToken);
            _told = troubles.Count > 0;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever the alerts' grain or its store throws: a service that fails would take the whole silo with it.
            LogNotTold(logger, exception);
        }
    }

    private void Summarize(IReadOnlyList<StreamSurvey> surveys)
    {
        var reconnects = surveys.Sum(survey => survey.Streams.Sum(stream => (long)stream.Health.Reconnects));
        var fresh = Math.Max(0, reconnects - _reconnects);
        _reconnects = reconnects;
        // Forced orders are rare: their age says nothing.
        var oldest = surveys.Where(survey => survey.Kind != StreamKind.Liquidation).SelectMany(survey => survey.Streams)
            .MaxBy(stream => stream.Health.LastDataAge ?? TimeSpan.Zero);
        LogChecked(
            logger, surveys.Sum(survey => survey.Streams.Count),
            Sum(surveys, StreamState.Live), Sum(surveys, StreamState.Idle), Sum(surveys, StreamState.Waiting), Sum(surveys, StreamState.Stalled),
            Sum(surveys, StreamState.Reconnecting), Sum(surveys, StreamState.Down), fresh,
            oldest.Health.LastDataAge?.TotalSeconds, $"{oldest.Instrument} {oldest.Health.Kind}", string.Join("; ", surveys.Select(Text)));
    }

    private static int Sum(IReadOnlyList<StreamSurvey> surveys, StreamState state) => surveys.Sum(survey => survey.Count(state));

    private static string Text(StreamSurvey survey) => $"{survey.Venue} {survey.Kind}: " + string.Join(
        ", ", Enum.GetValues<StreamState>().Where(state => survey.Count(state) > 0).Select(state => $"{survey.Count(state)} {StreamWatchMetrics.NameOf(state)}"));

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
