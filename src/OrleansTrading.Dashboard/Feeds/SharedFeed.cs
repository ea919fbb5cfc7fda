using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace OrleansTrading.Dashboard.Feeds;

/// <summary>
/// One refresh loop for any number of pages. It runs while at least one page is subscribed. Refreshes begin at least the
/// interval apart, so no page is given more than one frame an interval. A page that is slow to draw finds the newest frame
/// and none of those before it.
/// </summary>
internal sealed partial class SharedFeed<TFrame>(
    string name,
    Func<TFrame?, CancellationToken, Task<TFrame>> refresh,
    TimeSpan interval,
    TimeProvider time,
    ILogger logger) : IDisposable
    where TFrame : class
{
    /// <summary>A frame that is older than its interval by more than this is not shown to a new page as if it were current.</summary>
    private static readonly TimeSpan KeepFor = TimeSpan.FromSeconds(2);

    /// <summary>After such a pause the next frame follows from none: what was known then is not shown as what is known now.</summary>
    private static readonly TimeSpan ForgetAfter = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly HashSet<Subscription> _subscriptions = [];
    private CancellationTokenSource? _running;
    private TFrame? _latest;
    private long _publishedAt;

    /// <summary>Pages subscribed now.</summary>
    public int Subscribers
    {
        get
        {
            lock (_gate)
                return _subscriptions.Count;
        }
    }

    /// <summary>The loop that was started last; completes when it has stopped.</summary>
    internal Task Loop { get; private set; } = Task.CompletedTask;

    public Subscription Subscribe()
    {
        var subscription = new Subscription(this);
        lock (_gate)
        {
            _subscriptions.Add(subscription);
            if (_latest is not null && time.GetElapsedTime(_publishedAt) < interval + KeepFor)
                subscription.Offer(_latest);
            if (_running is null)
            {
                if (time.GetElapsedTime(_publishedAt) >= interval + ForgetAfter)
                    _latest = null;
                _running = new CancellationTokenSource();
                Loop = RunAsync(Loop, _running);
            }
        }

        return subscription;
    }

    /// <summary>Stops the loop; pages keep their last frame.</summary>
    public void Dispose()
    {
        lock (_gate)
            _subscriptions.Clear();
        Stop();
    }

    private async Task RunAsync(Task predecessor, CancellationTokenSource running)
    {
        // Refreshes never overlap: a loop that has just been stopped may still be in one.
        await predecessor.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using var own = running;
        var stop = own.Token;
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var begun = time.GetTimestamp();
                await RefreshOnceAsync(own, stop);
                // From beginning to beginning: what a refresh takes is not added to what a page waits.
                var left = interval - time.GetElapsedTime(begun);
                if (left > TimeSpan.Zero)
                    await Task.Delay(left, time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    private async Task RefreshOnceAsync(CancellationTokenSource running, CancellationToken stop)
    {
        try
        {
            var frame = await refresh(_latest, stop);
            Publish(frame, running);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            RefreshFailed(logger, exception, name);
        }
    }

    private void Publish(TFrame frame, CancellationTokenSource running)
    {
        lock (_gate)
        {
            // A loop that lost its last page publishes nothing more.
            if (!ReferenceEquals(_running, running))
                return;
            _latest = frame;
            _publishedAt = time.GetTimestamp();
            foreach (var subscription in _subscriptions)
                subscription.Offer(frame);
        }
    }

    private void Remove(Subscription subscription)
    {
        lock (_gate)
            _subscriptions.Remove(subscription);
        Stop();
    }

    private void Stop()
    {
        CancellationTokenSource? stopped;
        lock (_gate)
        {
            if (_subscriptions.Count > 0)
                return;
            stopped = _running;
            _running = null;
        }

        stopped?.Cancel();
    }

    /// <summary>One page's place. Disposing it leaves the feed.</summary>
    internal sealed class Subscription(SharedFeed<TFrame> feed) : IFeedSubscription<TFrame>
    {
        private readonly Channel<TFrame> _newest = Channel.CreateBounded<TFrame>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

        public TFrame? TryTake() => _newest.Reader.TryRead(out var frame) ? frame : null;

        public ValueTask<TFrame> NextAsync(CancellationToken cancellationToken) => _newest.Reader.ReadAsync(cancellationToken);

        public IAsyncEnumerable<TFrame> FramesAsync(CancellationToken cancellationToken) => _newest.Reader.ReadAllAsync(cancellationToken);

        public void Dispose()
        {
            feed.Remove(this);
            _newest.Writer.TryComplete();
        }

        internal void Offer(TFrame frame) => _newest.Writer.TryWrite(frame);
    }
}
