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
}
