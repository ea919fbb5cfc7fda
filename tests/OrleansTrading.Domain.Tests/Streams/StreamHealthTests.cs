using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Domain.Tests.Streams;

public sealed class StreamHealthTests
{
    private static readonly StreamTimeouts Timeouts = new(
        FirstMessage: TimeSpan.FromSeconds(10), Idle: TimeSpan.FromSeconds(5), Stall: TimeSpan.FromSeconds(20), DownAfter: TimeSpan.FromSeconds(60));

    private readonly StreamHealth _health = new(StreamKind.Trade, Timeouts);

    [Fact]
    public void Health_NothingHappened_IsWaiting() => At(1000).ShouldBe(new StreamHealthSnapshot(StreamKind.Trade, StreamState.Waiting, null, 0));

    [Fact]
    public void Health_SubscribedWithoutData_WaitsThenStalls()
    {
        _health.OnSubscribed(Seconds(100));
        At(110).State.ShouldBe(StreamState.Waiting);
        At(110.001).State.ShouldBe(StreamState.Stalled);
        At(110.001).LastDataAge.ShouldBeNull();
    }

    [Theory]
    [InlineData(0, StreamState.Live)]
    [InlineData(5, StreamState.Live)]
    [InlineData(5.001, StreamState.Idle)]
    [InlineData(20, StreamState.Idle)]
    [InlineData(20.001, StreamState.Stalled)]
    public void Health_QuietAfterData_GoesIdleThenStalled(double quiet, StreamState expected)
    {
        _health.OnSubscribed(Seconds(100));
        _health.OnData(Seconds(101));
        var snapshot = At(101 + quiet);
        snapshot.State.ShouldBe(expected);
        snapshot.LastDataAge.ShouldBe(Seconds(101 + quiet) - Seconds(101));
    }

    [Fact]
    public void Health_DataComesAfterStall_IsLiveAgain()
    {
        _health.OnSubscribed(Seconds(0));
        _health.OnData(Seconds(1));
        At(30).State.ShouldBe(StreamState.Stalled);
        _health.OnData(Seconds(31));
        At(31).State.ShouldBe(StreamState.Live);
    }

    [Fact]
    public void Health_ConnectionLost_ReconnectsThenIsDownAndCountsOnce()
    {
        _health.OnSubscribed(Seconds(0));
        _health.OnData(Seconds(1));
        _health.OnConnectionLost(Seconds(2));
        _health.OnConnectionLost(Seconds(30));

        At(62).ShouldBe(new StreamHealthSnapshot(StreamKind.Trade, StreamState.Reconnecting, Seconds(61), 1));
        At(62.001).State.ShouldBe(StreamState.Down);
    }

    [Fact]
    public void Health_NeverConnected_FirstFailureStartsTheClock()
    {
        _health.OnConnectionLost(Seconds(5));
        At(6).ShouldBe(new StreamHealthSnapshot(StreamKind.Trade, StreamState.Reconnecting, null, 1));
        At(66).State.ShouldBe(StreamState.Down);
    }

    [Fact]
    public void Health_SubscribedAgain_WaitsForDataOfTheNewSubscription()
    {
        _health.OnSubscribed(Seconds(0));
        _health.OnData(Seconds(1));
        _health.OnConnectionLost(Seconds(2));
        _health.OnSubscribed(Seconds(500));

        At(501).ShouldBe(new StreamHealthSnapshot(StreamKind.Trade, StreamState.Waiting, Seconds(500), 1));
        At(511).State.ShouldBe(StreamState.Stalled);
        _health.OnData(Seconds(512));
        At(512).State.ShouldBe(StreamState.Live);
    }

    [Fact]
    public void Health_LateDataOfALostConnection_DoesNotMakeItLive()
    {
        _health.OnSubscribed(Seconds(0));
        _health.OnConnectionLost(Seconds(2));
        _health.OnData(Seconds(2.1));
        At(2.2).State.ShouldBe(StreamState.Reconnecting);
        _health.OnSubscribed(Seconds(3));
        At(3).State.ShouldBe(StreamState.Waiting);
    }

    [Fact]
    public void Health_ReaderIsBehindTheWriter_AgeIsNotNegative()
    {
        _health.OnSubscribed(Seconds(0));
        _health.OnData(Seconds(9));
        At(8).LastDataAge.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task Health_ReadWhileStreamComesBack_IsNeverJudgedByDataOfTheOldSubscription()
    {
        var token = TestContext.Current.CancellationToken;
        using var finished = CancellationTokenSource.CreateLinkedTokenSource(token);
        var time = 0L;
        var reader = Task.Run(() =>
        {
            var stalled = 0;
            while (!finished.IsCancellationRequested)
            {
                if (_health.Snapshot(Seconds(Volatile.Read(ref time))).State == StreamState.Stalled)
                    stalled++;
            }

            return stalled;
        }, token);

        // Each round is long after the one before, so that data of the old subscription would look stalled.
        for (var round = 1; round <= 5_000_000; round++)
        {
            _health.OnConnectionLost(Seconds(round * 100));
            Volatile.Write(ref time, round * 100);
            _health.OnSubscribed(Seconds(round * 100));
            _health.OnData(Seconds(round * 100));
        }

        await finished.CancelAsync();
        (await reader).ShouldBe(0);
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private StreamHealthSnapshot At(double seconds) => _health.Snapshot(Seconds(seconds));
}
