using OrleansTrading.Domain.Instruments;
using OrleansTrading.Parquet.Captures;

namespace OrleansTrading.Grains.Capture;

/// <remarks>Symbols come and go; what was recorded of one before is found out when it comes.</remarks>
internal sealed partial class CaptureDesk
{
    /// <summary>Damaged files that were moved aside.</summary>
    public AsideFiles Aside { get; } = new();

    /// <summary>Begins to record a symbol. What was recorded of it by this process is known; for what was before, files are asked.</summary>
    public async Task<CaptureFeed> OpenAsync(InstrumentId instrument, CancellationToken cancellationToken)
    {
        RecordedTrades? recorded;
        lock (_gate)
            recorded = _recorded.GetValueOrDefault(instrument);
        if (recorded is null && Kinds.Contains(CaptureKind.AggTrade))
            recorded = await FindRecordedAsync(instrument, cancellationToken);
        lock (_gate)
        {
            recorded = _recorded.TryGetValue(instrument, out var known) ? known : _recorded[instrument] = recorded ?? new RecordedTrades();
            var feed = new CaptureFeed(instrument, this, recorded);
            if (_withdrawn.Remove(instrument, out var ranges))
                feed.Withdraw(ranges);
            _feeds.Add(feed);
            return feed;
        }
    }

    /// <summary>Ends the recording of a symbol. What it has gathered is written soon; a disk in trouble is not waited for.</summary>
    public async Task CloseAsync(CaptureFeed feed)
    {
        lock (_gate)
        {
            if (!_feeds.Remove(feed))
                return;
        }

        var batches = feed.Detach();
        foreach (var batch in batches)
            Save(batch);
        if (Saver.PausedBecause is null && batches.Count > 0)
            await Task.WhenAll(batches.Select(batch => batch.Done)).WaitAsync(CloseLimit, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<RecordedTrades?> FindRecordedAsync(InstrumentId instrument, CancellationToken cancellationToken)
    {
        try
        {
            var recorded = new RecordedTrades();
            var found = await _writer.FindTradesAsync(instrument, _options.LookBack, cancellationToken);
            found.Ranges.ToList().ForEach(range => recorded.Add(range.From, range.To));
            NoteDamaged(instrument, found.Damaged);
            return recorded;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            LogUnknownPast(_logger, instrument, failure);
            return null;
        }
    }

    private void NoteDamaged(InstrumentId instrument, IReadOnlyList<DamagedFile> files)
    {
        foreach (var file in files)
        {
            LogDamaged(_logger, instrument, file.Path, file.Reason);
            Aside.Add(file.Path);
        }
    }
}
