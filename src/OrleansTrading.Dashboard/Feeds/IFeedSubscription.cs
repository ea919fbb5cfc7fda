namespace OrleansTrading.Dashboard.Feeds;

/// <summary>A page's place in a feed: it holds the newest frame only. Disposing it leaves the feed.</summary>
internal interface IFeedSubscription<TFrame> : IDisposable
    where TFrame : class
{
    /// <summary>The newest frame if it was not taken yet.</summary>
    TFrame? TryTake();

    /// <summary>The newest frame, as soon as there is one that was not taken yet.</summary>
    /// <exception cref="System.Threading.Channels.ChannelClosedException">The place was left.</exception>
    ValueTask<TFrame> NextAsync(CancellationToken cancellationToken);

    /// <summary>Frames until the place is left; those that come while the reader is busy are skipped but for the newest.</summary>
    IAsyncEnumerable<TFrame> FramesAsync(CancellationToken cancellationToken);
}
