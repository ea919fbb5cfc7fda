using OrleansTrading.Grains.Capture;

namespace OrleansTrading.Grains.Symbols;

internal sealed partial class SymbolGrain
{
    private Task<ICaptureFeed?>? _opening;
    private ICaptureFeed? _capture;
    private bool _isHeldBack;

    /// <summary>Follows the market as soon as it is known what was recorded before. Calls that come meanwhile wait for the same.</summary>
    private async Task FollowAsync()
    {
        // What has failed is tried again by the next call.
        if (_opening is { IsFaulted: true } or { IsCanceled: true })
            _opening = null;
        if (_inbox is null)
            _capture = await (_opening ??= capture.OpenAsync(_instrument, _stopping.Token));
        if (!_stopping.IsCancellationRequested)
            Follow();
    }

    /// <summary>
    /// Whether what has come has to wait, because the recording has no memory for more. The inbox then fills, refuses, and the sockets wait.
    /// A symbol whose prices guard a position waits for nothing: what it adds beyond the bound is the price of closing in time.
    /// </summary>
    private bool MustWaitForCapture()
    {
        if (_watch is { HasWork: true })
            return false;
        if (_isHeldBack || _capture is null or { HasRoom: true })
            return _isHeldBack;
        _isHeldBack = true;
        _ = DrainWhenRoomAsync(_capture);
        return true;
    }

    private async Task DrainWhenRoomAsync(ICaptureFeed feed)
    {
        await QuietlyAsync(feed.WaitForRoomAsync(_stopping.Token));
        _isHeldBack = false;
        Drain();
    }

    private async Task CloseCaptureAsync()
    {
        if (_opening is null)
            return;
        await QuietlyAsync(_opening);
        if (!_opening.IsCompletedSuccessfully || await _opening is not { } feed)
            return;
        feed.Settle(_trades.SettledUpTo);
        await feed.DisposeAsync();
    }
}
