using OrleansTrading.Domain.Streams;
using OrleansTrading.Parquet.Captures;

namespace OrleansTrading.Grains.Capture;

internal sealed partial class CaptureDesk
{
    /// <summary>While memory is short order flow gets coarser with every call: two seconds a row, four, and so on.</summary>
    private void Conflate(IReadOnlyList<CaptureFeed> feeds)
    {
        if (!Memory.IsShort)
        {
            _flowSeconds = 1;
            return;
        }

        if (_flowSeconds < CoarsestSeconds)
            _flowSeconds *= 2;
        foreach (var feed in feeds)
            feed.Conflate(_flowSeconds);
        Saver.ForEachWaiting(batch =>
        {
            if (batch is CaptureBatch<FlowRow> flow)
                Conflate(batch.Instrument.Venue, flow.Buffer, _flowSeconds);
        });
    }

    /// <summary>While the disk takes nothing: the oldest trades go, which are to be had again, and then order flow.</summary>
    private void MakeRoomForRare(IReadOnlyList<CaptureFeed> feeds)
    {
        if (Saver.PausedBecause is null || !Memory.IsOverfull)
            return;
        foreach (var batch in feeds.SelectMany(feed => feed.Detach()))
            Saver.Enqueue(batch);
        Saver.GiveUp(CaptureKind.AggTrade, () => Memory.IsFull);
        Saver.GiveUp(CaptureKind.Flow, () => Memory.IsFull);
    }

    /// <summary>Rows that cannot be written do not stay: their trades count as not recorded, and are brought again.</summary>
    private void OnGivenUp(CaptureBatch batch)
    {
        _metrics.LetGo(batch.Instrument.Venue, batch.Kind, batch.Count);
        if (batch is not CaptureBatch<AggTrade> trades)
            return;
        var given = new GivenUpTrades(batch, RangesOf(trades));
        lock (_gate)
        {
            if (_feeds.FirstOrDefault(feed => feed.Instrument == batch.Instrument) is { } open)
                Withdraw(open, given);
            else if (_withdrawn.TryGetValue(batch.Instrument, out var batches))
                batches.Add(given);
            else
                _withdrawn[batch.Instrument] = [given];
        }
    }

    /// <summary>At no moment they are neither unwritten nor let go: a mark would claim them.</summary>
    private void Withdraw(CaptureFeed feed, GivenUpTrades given)
    {
        feed.Withdraw(given.Ranges);
        _unwritten[feed.Instrument].Remove(given.Batch);
    }

    private void NoteHoldingBack()
    {
        var seen = Interlocked.Exchange(ref _heldBackSeen, 0) == 1 || !Memory.HasRoom;
        if (seen && !IsHoldingBack)
        {
            IsHoldingBack = true;
            _metrics.HeldBack();
            LogHoldingBack(_logger, Memory.Used, Memory.Limit);
        }
        else if (!seen && IsHoldingBack && !Memory.IsShort)
        {
            IsHoldingBack = false;
            LogNotHoldingBack(_logger, Memory.Used);
        }
    }

    /// <summary>Trades of a batch that is in no file, and will be in none.</summary>
    private sealed record GivenUpTrades(CaptureBatch Batch, List<TradeRange> Ranges);
}
