namespace OrleansTrading.Grains.Capture;

/// <summary>Follows when feeds last heard of trades and of best prices, by looking now and then: the clock is not asked for each event.</summary>
internal sealed class CaptureAges(TimeProvider time)
{
    private long? _trade;
    private long? _book;

    public void Note(IReadOnlyList<CaptureFeed> feeds)
    {
        var now = time.GetTimestamp();
        foreach (var feed in feeds)
        {
            var (trade, book) = feed.TakeHeard();
            _trade = trade ? now : _trade;
            _book = book ? now : _book;
        }
    }

    public CaptureAge Now() => new(AgeOf(_trade), AgeOf(_book));

    private TimeSpan? AgeOf(long? at) => at is { } heard ? time.GetElapsedTime(heard) : null;
}
