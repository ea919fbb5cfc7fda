using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Dashboard.Feeds;
using OrleansTrading.TestKit;

namespace OrleansTrading.Dashboard.Tests.Feeds;

public sealed class SharedFeedTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ManualTimeProvider _time = new();
    private int _refreshes;

    [Fact]
    public async Task Subscribers_OverOneSecond_AreGivenAtMostFourFramesMore()
    {
        using var feed = Feed();
        using var page = feed.Subscribe();
        (await Next(page)).ShouldBe("frame 1");
        await _time.WhenArmedAsync(1).WaitAsync(Patience);
        for (var elapsed = TimeSpan.Zero; elapsed < TimeSpan.FromSeconds(1); elapsed += TimeSpan.FromMilliseconds(10))
        {
            _time.Advance(TimeSpan.FromMilliseconds(10));
            // The loop is either waiting again, or in a refresh that this waits for.
            await _time.WhenArmedAsync(1).WaitAsync(Patience);
        }

        Volatile.Read(ref _refreshes).ShouldBe(5);
    }

    [Fact]
    public async Task TwoPages_ShareOneRefresh()
    {
        using var feed = Feed();
        using var first = feed.Subscribe();
        using var second = feed.Subscribe();
        (await Next(first)).ShouldBe("frame 1");
        (await Next(second)).ShouldBe("frame 1");
        Volatile.Read(ref _refreshes).ShouldBe(1);
    }

    [Fact]
    public async Task LastPage_Leaving_StopsTheLoop()
    {
        using var feed = Feed();
        var page = feed.Subscribe();
        await Next(page);
        await _time.WhenArmedAsync(1).WaitAsync(Patience);
        page.Dispose();
        await feed.Loop.WaitAsync(Patience);
        _time.Advance(TimeSpan.FromMinutes(1));
        (Volatile.Read(ref _refreshes), _time.ArmedTimers, feed.Subscribers).ShouldBe((1, 0, 0));
    }

    [Fact]
    public async Task Page_AfterTheLoopStopped_StartsItAgain()
    {
        using var feed = Feed();
        var gone = feed.Subscribe();
        await Next(gone);
        gone.Dispose();
        await feed.Loop.WaitAsync(Patience);
        _time.Advance(TimeSpan.FromSeconds(10));
        using var page = feed.Subscribe();
        (await Next(page)).ShouldBe("frame 2");
    }

    [Fact]
    public async Task SlowPage_FindsTheNewestFrameOnly()
    {
        using var feed = Feed();
        using var slow = feed.Subscribe();
        using var quick = feed.Subscribe();
        (await Next(quick)).ShouldBe("frame 1");
        for (var frame = 2; frame <= 6; frame++)
        {
            await _time.WhenArmedAsync(1).WaitAsync(Patience);
            _time.Advance(Interval);
            (await Next(quick)).ShouldBe($"frame {frame}");
        }

        (await Next(slow)).ShouldBe("frame 6");
        slow.TryTake().ShouldBeNull();
    }

    [Fact]
    public async Task NewPage_WithinTwoSecondsOfAFrame_IsGivenItAtOnce()
    {
        using var feed = Feed();
        using var first = feed.Subscribe();
        await Next(first);
        using var second = feed.Subscribe();
        second.TryTake().ShouldBe("frame 1");
    }

    [Fact]
    public async Task NewPage_OfASlowFeed_IsGivenTheFrameThatTheOthersShow()
    {
        using var feed = Feed(TimeSpan.FromSeconds(20));
        using var first = feed.Subscribe();
        await Next(first);
        await _time.WhenArmedAsync(1).WaitAsync(Patience);
        _time.Advance(TimeSpan.FromSeconds(15));
        using var second = feed.Subscribe();
        second.TryTake().ShouldBe("frame 1");
    }

    [Fact]
    public async Task FirstFrame_AfterALongPause_FollowsFromNone()
    {
        var before = new List<string?>();
        using var feed = new SharedFeed<string>("test", (last, _) => { before.Add(last); return Task.FromResult($"frame {before.Count}"); }, Interval, _time, NullLogger.Instance);
        foreach (var pause in (double[])[0, 5, 60])
        {
            _time.Advance(TimeSpan.FromSeconds(pause));
            var page = feed.Subscribe();
            await Next(page);
            page.Dispose();
            await feed.Loop.WaitAsync(Patience);
        }

        before.ShouldBe([null, "frame 1", null]);
    }

    [Fact]
    public async Task FailedRefresh_LeavesTheLoopRunning()
    {
        var failures = 0;
        using var feed = new SharedFeed<string>("test", (_, _) => failures++ == 0 ? throw new InvalidOperationException("told to fail") : Task.FromResult("later"),
            Interval, _time, NullLogger.Instance);
        using var page = feed.Subscribe();
        await _time.WhenArmedAsync(1).WaitAsync(Patience);
        page.TryTake().ShouldBeNull();
        _time.Advance(Interval);
        (await Next(page)).ShouldBe("later");
    }

    private static Task<string> Next(IFeedSubscription<string> page) => page.NextAsync(CancellationToken.None).AsTask().WaitAsync(Patience);

    private SharedFeed<string> Feed(TimeSpan? interval = null) =>
        new("test", (_, _) => Task.FromResult($"frame {Interlocked.Increment(ref _refreshes)}"), interval ?? Interval, _time, NullLogger.Instance);
}
