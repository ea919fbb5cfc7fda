using Microsoft.Extensions.Logging;

namespace OrleansTrading.Storage.Files;

/// <summary>
/// Forces written files to the disk, some time after the first write that is not there yet. A file that the disk refuses stays due
/// and is tried again.
/// </summary>
internal sealed partial class DiskFlusher : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Lock _flushing = new();
    private readonly HashSet<IDiskFile> _due = [];
    private readonly TimeSpan _interval;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private bool _armed;

    public DiskFlusher(TimeSpan interval, TimeProvider time, ILogger logger)
    {
        (_interval, _logger) = (interval, logger);
        _timer = time.CreateTimer(static self => ((DiskFlusher)self!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Files forced to the disk so far.</summary>
    public long Flushed { get; private set; }

    /// <summary>A file has been written.</summary>
    public void Written(IDiskFile file)
    {
        lock (_gate)
        {
            _due.Add(file);
            if (_interval > TimeSpan.Zero)
                Arm();
        }
    }

    /// <summary>A save is about to complete.</summary>
    /// <exception cref="IOException">Every save goes to the disk, and the disk refused.</exception>
    public void Saved()
    {
        if (_interval == TimeSpan.Zero)
            Flush();
    }

    /// <summary>Forces everything written to the disk.</summary>
    /// <exception cref="IOException">The disk refused a file; the message names it. The others are on the disk.</exception>
    public void Flush()
    {
        IOException? refused = null;
        lock (_flushing)
        {
            IDiskFile[] due;
            lock (_gate)
            {
                due = [.. _due];
                _due.Clear();
            }

            foreach (var file in due)
            {
                try
                {
                    file.FlushToDisk();
                    Flushed++;
                }
                catch (IOException failure)
                {
                    refused ??= failure;
                    LogRefused(_logger, file.Path, failure);
                    lock (_gate)
                        _due.Add(file);
                }
            }
        }

        if (refused is not null)
            throw refused;
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        Flush();
    }

    private void OnTimer()
    {
        lock (_gate)
            _armed = false;
        try
        {
            Flush();
        }
        catch (IOException)
        {
            // Logged where it happened; due again.
            lock (_gate)
                Arm();
        }
    }

    private void Arm()
    {
        if (_armed)
            return;
        _armed = true;
        _timer.Change(_interval, Timeout.InfiniteTimeSpan);
    }

    [LoggerMessage(3010, LogLevel.Error, "Could not force {File} to the disk; trying again")]
    private static partial void LogRefused(ILogger logger, string file, Exception failure);
}
