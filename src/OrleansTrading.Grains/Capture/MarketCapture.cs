using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Grains.MarketData;

namespace OrleansTrading.Grains.Capture;

/// <summary>
/// Keeps the desk going and tells of its trouble. Feeds outlive the ticking: a symbol that stops after it still has its rows written.
/// </summary>
internal sealed partial class MarketCapture : IMarketCapture, IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _stopping = new();
    private readonly CaptureDesk _desk;
    private readonly ParquetCaptureWriter _writer;
    private readonly IMarketDataHub _hub;
    private readonly CaptureOptions _options;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly MarkTeller _marks;
    private readonly StandingAlert _paused;
    private readonly StandingAlert _heldBack;
    private readonly StandingAlert _stuck;
    private readonly StandingAlert _damaged;
    private Task _ticking = Task.CompletedTask;
    private Task _finding = Task.CompletedTask;
    private int _disposed;

    public MarketCapture(
        CaptureDesk desk, ParquetCaptureWriter writer, IMarketDataHub hub, IGrainFactory grains, ILocalSiloDetails silo, IOptions<CaptureOptions> options,
        TimeProvider time, ILogger<MarketCapture> logger)
    {
        (_desk, _writer, _hub, _options, _time, _logger) = (desk, writer, hub, options.Value, time, logger);
        _marks = new MarkTeller(grains, time, logger);
        _paused = new StandingAlert(grains, CaptureAlerts.Paused + silo.Name, AlertSeverity.Critical, "Capture is paused, the disk takes no files", logger);
        _heldBack = new StandingAlert(grains, CaptureAlerts.HeldBack + silo.Name, AlertSeverity.Warning, "Symbols are held back, the disk is too slow for the capture", logger);
        _stuck = new StandingAlert(grains, CaptureAlerts.Stuck + silo.Name, AlertSeverity.Critical, "Captured rows cannot be written, and not for the disk's sake", logger);
        _damaged = new StandingAlert(grains, CaptureAlerts.Damaged + silo.Name, AlertSeverity.Warning, "Capture files were damaged", logger);
        desk.Closed = _marks.TellLastAsync;
        desk.Reconnects = () => hub.Venues.Sum(venue => venue.Streams.Statistics.Reconnects);
    }

    public async Task<ICaptureFeed?> OpenAsync(InstrumentId instrument, CancellationToken cancellationToken)
    {
        if (!_options.Enabled)
            return null;
        _ = DescribeAsync(instrument);
        return await _desk.OpenAsync(instrument, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (_options.Enabled)
            (_ticking, _finding) = (TickAsync(), Task.Run(FindAside, CancellationToken.None));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_ticking, _finding);
    }

    public async ValueTask DisposeAsync()
    {
        // The container disposes of it once for each service that it is registered as.
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _stopping.CancelAsync();
        if (_desk.RotateAll() + _desk.Saver.Waiting.Batches > 0 && _desk.Saver.PausedBecause is null)
            await _desk.Saver.WhenIdleAsync().WaitAsync(StopLimit, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    /// <summary>Finds out with how many digits an instrument is written. Nothing waits for it: without it files have more digits than they need.</summary>
    private async Task DescribeAsync(InstrumentId instrument)
    {
        try
        {
            if ((await _hub.GetInstrumentsAsync(instrument.Venue, _stopping.Token)).TryGetValue(instrument, out var listed))
                _writer.Describe(listed);
        }
        catch (Exception failure)
        {
            // Whatever it is, it is no reason not to record.
            LogNotDescribed(_logger, instrument, failure);
        }
    }

    private async Task TickAsync()
    {
        using var timer = new PeriodicTimer(TickInterval, _time);
        try
        {
            do
            {
                Tick();
            }
            while (await timer.WaitForNextTickAsync(_stopping.Token));
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    private void Tick()
    {
        try
        {
            _desk.Tick();
        }
        catch (Exception failure)
        {
            // Without ticks nothing would be written any more, and in the end every symbol held back: the next one goes on.
            LogTickFailed(_logger, failure);
        }

        try
        {
            Tell();
        }
        catch (Exception failure)
        {
            // Likewise: who hears of it is no reason not to record.
            LogTickFailed(_logger, failure);
        }
    }

    private void Tell()
    {
        _marks.TellIfDue(_desk.Feeds);
        _paused.Set(_desk.Saver.PausedBecause is not null, () => $"{_desk.Saver.PausedBecause} Live data goes on; trades that are missed are asked for again.");
        _heldBack.Set(_desk.IsHoldingBack, () => $"{_desk.Memory.Used} of {_desk.Memory.Limit} bytes wait to be written.");
        var trouble = _desk.Saver.Trouble;
        _stuck.Set(trouble is not null, () => trouble ?? "");
        if (_desk.Aside.There is { } aside)
            _damaged.Set(aside.Count > 0, () => $"{aside.Count} were moved aside, {aside[0]} among them. Their trades are asked for again; the alert stands until the files are taken away.");
    }

    /// <summary>What earlier processes have moved aside; a large directory takes a while.</summary>
    private void FindAside()
    {
        try
        {
            _desk.Aside.Find(_options.Directory);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogAsideNotFound(_logger, failure);
        }
    }

    [LoggerMessage(4628, LogLevel.Debug, "{Instrument}: the venue's list of instruments is not at hand; capture files are written with more digits than they need")]
    private static partial void LogNotDescribed(ILogger logger, InstrumentId instrument, Exception exception);

    [LoggerMessage(4697, LogLevel.Warning, "Captures: it is not known which damaged files earlier processes have moved aside, so no alert tells of them")]
    private static partial void LogAsideNotFound(ILogger logger, Exception exception);

    [LoggerMessage(4629, LogLevel.Error, "Capture: a look at what is due failed; the next one goes on")]
    private static partial void LogTickFailed(ILogger logger, Exception exception);
}
