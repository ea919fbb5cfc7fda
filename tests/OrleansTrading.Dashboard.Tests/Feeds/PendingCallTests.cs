using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Dashboard.Feeds;
using OrleansTrading.TestKit;

namespace OrleansTrading.Dashboard.Tests.Feeds;

public sealed class PendingCallTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ManualTimeProvider _time = new();
    private readonly DashboardOptions _options = new();
    private readonly TaskCompletionSource<string> _slow = new();
    private readonly PendingCall<string> _call;

    public PendingCallTests() => _call = new PendingCall<string>("a test", _options, _time, NullLogger.Instance);

    [Fact]
    public async Task LateAnswer_IsTakenByTheNextFrameOfTheSameLoop()
    {
        using var loop = new CancellationTokenSource();
        await AskInVainAsync(loop.Token);
        _slow.SetResult("late");
        (await _call.AskAsync(() => Task.FromResult("new"), loop.Token)).ShouldBe("late");
    }

    [Fact]
    public async Task AnswerToALoopThatHasStopped_IsNotTakenByTheNextLoop()
    {
        using var loop = new CancellationTokenSource();
        await AskInVainAsync(loop.Token);
        _slow.SetResult("of long ago");
        using var next = new CancellationTokenSource();
        (await _call.AskAsync(() => Task.FromResult("new"), next.Token)).ShouldBe("new");
    }

    private async Task AskInVainAsync(CancellationToken loopToken)
    {
        var ask = _call.AskAsync(() => _slow.Task, loopToken);
        await _time.WhenArmedAsync(1).WaitAsync(Patience, loopToken);
        _time.Advance(_options.FrameBudget);
        (await ask.WaitAsync(Patience, loopToken)).ShouldBeNull();
    }
}
