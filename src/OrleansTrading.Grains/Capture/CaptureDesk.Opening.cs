using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
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
            var unwritten = _unwritten.TryGetValue(instrument, out var batches) ? batches : _unwritten[instrument] = new UnwrittenTrades();
            var feed = new CaptureFeed(instrument, this, recorded, unwritten, _damaged.Contains(instrument));
            if (_withdrawn.Remove(instrument, out var givenUp))
                givenUp.ForEach(batch => Withdraw(feed, batch));
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

        var batches = feed.Close();
        foreach (var batch in batches)
            Save(batch);
        if (Saver.PausedBecause is null && batches.Count > 0)
            await Task.WhenAll(batches.Select(batch => batch.Done)).WaitAsync(CloseLimit, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Closed(feed);
    }

    /// <summary>What is in files of a symbol besides what is known, down to those that are older than a trade.</summary>
    public async Task<FoundTrades> FindOlderAsync(InstrumentId instrument, long downTo, CancellationToken cancellationToken)
    {
        var found = await _writer.FindTradesAsync(instrument, _options.LookBack, downTo, cancellationToken);
        NoteDamaged(instrument, found.Damaged);
        return found;
    }

    /// <summary>What was in damaged files of a symbol is asked for from now on.</summary>
    public void Trust(InstrumentId instrument)
    {
        lock (_gate)
            _damaged.Remove(instrument);
    }

    private async Task<RecordedTrades?> FindRecordedAsync(InstrumentId instrument, CancellationToken cancellationToken)
    {
        try
        {
            var recorded = new RecordedTrades();
            var found = await _writer.FindTradesAsync(instrument, _options.LookBack, null, cancellationToken);
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

        lock (_gate)
        {
            if (files.Count > 0)
                _damaged.Add(instrument);
        }
    }

    private void OnWritten(CaptureBatch batch)
    {
        lock (_gate)
            _unwritten.GetValueOrDefault(batch.Instrument)?.Remove(batch);
    }

    /// <summary>Exact, however many ranges they are: what is said here of a trade that is in another batch would be wrong.</summary>
    private static List<TradeRange> RangesOf(CaptureBatch<AggTrade> trades)
    {
        var ids = new long[trades.Count];
        for (var i = 0; i < ids.Length; i++)
            ids[i] = trades.Buffer.Rows[i].Id;
        Array.Sort(ids);
        var ranges = new List<TradeRange>();
        foreach (var id in ids)
        {
            if (ranges is [.., var last] && id <= last.To + 1)
                ranges[^1] = last with { To = id };
            else
                ranges.Add(new TradeRange(id, id));
        }

        return ranges;
    }
}
