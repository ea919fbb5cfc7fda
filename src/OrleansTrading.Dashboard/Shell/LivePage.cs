using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using OrleansTrading.Dashboard.Feeds;

namespace OrleansTrading.Dashboard.Shell;

/// <summary>
/// A page that is drawn from the frames of one feed: the first frame on the server's first drawing when it comes in time,
/// then one drawing a frame for as long as the page is open.
/// </summary>
public abstract partial class LivePage<TFrame> : ComponentBase, IDisposable
    where TFrame : class
{
    private static readonly TimeSpan FirstFrameWait = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _closed = new();
    private IFeedSubscription<TFrame>? _subscription;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private ILogger<LivePage<TFrame>> Logger { get; set; } = null!;

    /// <summary>The newest frame; null until there is one.</summary>
    protected TFrame? Frame { get; private set; }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Leaves the feed the page is drawn from, if any, and draws it from this one.</summary>
    private protected async Task FollowAsync(IFeedSubscription<TFrame> subscription)
    {
        if (_closed.IsCancellationRequested)
        {
            subscription.Dispose();
            return;
        }

        _subscription?.Dispose();
        _subscription = subscription;
        Frame = subscription.TryTake();
        if (Frame is null && !RendererInfo.IsInteractive)
            await TakeFirstFrameAsync(subscription);
        if (RendererInfo.IsInteractive)
            _ = DrawFramesAsync(subscription);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _closed.Cancel();
        _subscription?.Dispose();
        _closed.Dispose();
    }

    private async Task TakeFirstFrameAsync(IFeedSubscription<TFrame> subscription)
    {
        try
        {
            Frame = await subscription.NextAsync(_closed.Token).AsTask().WaitAsync(FirstFrameWait, Time);
        }
        catch (TimeoutException)
        {
            // The page shows that it is loading; its live half takes the frame when it comes.
        }
    }

    private async Task DrawFramesAsync(IFeedSubscription<TFrame> subscription)
    {
        try
        {
            await foreach (var frame in subscription.FramesAsync(_closed.Token))
            {
                // A page that has moved on to another feed draws nothing of this one.
                if (!ReferenceEquals(_subscription, subscription))
                    return;
                Frame = frame;
                await InvokeAsync(StateHasChanged);
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (ObjectDisposedException)
        {
            // The circuit went away between a frame and its drawing.
        }
        catch (Exception exception)
        {
            DrawingFailed(Logger, exception);
            await DispatchExceptionAsync(exception);
        }
    }
}
