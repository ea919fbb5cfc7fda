using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Domain.Tests.Streams;

public sealed class StreamHealthTests
{
    private static readonly StreamTimeouts Timeouts = new(
        FirstMessage: TimeSpan.FromSeconds(10), Stall: TimeSpan.FromSeconds(20), DownAfter: TimeSpan.FromSeconds(60));

    private readonly StreamHealth _health = new(StreamKind.Trade, Timeouts);
    private readonly StreamRhythm _rhythm = new(Timeouts);

    public StreamHealthTests() => _health.Follow(_rhythm);

    [Fact]
    public void Health_NothingHappened_IsWaiting() =>
        At(1000).ShouldBe(new StreamHealthSnapshot(StreamKind.Trade, StreamState.Waiting, null, 0) { StallAfter = Seconds(20) });

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
    [InlineData(10, StreamState.Live)]
    [InlineData(10.001, StreamState.Idle)]
    [InlineData(20, StreamState.Idle)]
    [InlineData(20.001, StreamState.Stalled)]
    public void Health_QuietAfterData_GoesIdleThenStalled(double quiet, StreamState expected)
    {
        _health.OnSubscribed(Seconds(100));
        Data(101);
        var snapshot = At(101 + quiet);
        snapshot.State.ShouldBe(expected);
        snapshot.LastDataAge.ShouldBe(Seconds(101 + quiet) - Seconds(101));
    }

    [Fact]
    public void Health_DataComesAfterStall_IsLiveAgain()
    {
        _health.OnSubscribed(Seconds(0));
        Data(1);
        At(30).State.ShouldBe(StreamState.Stalled);
        Data(31);
        At(31).State.ShouldBe(StreamState.Live);
    }

    [Fact]
    public void Health_AskedForAgain_CountsAStallOnlyWhenItHadStalled()
    {
        _health.OnSubscribed(Seconds(0));
        Data(1);
        _health.OnConnectionLost(Seconds(2));
        At(2).Stalls.ShouldBe(0, "a connection lost while data flowed is no stall");
        _health.OnSubscribed(Seconds(3));
        Data(4);
        _health.OnConnectionLost(Seconds(30));
        _health.OnConnectionLost(Seconds(31));
        At(31).Stalls.ShouldBe(1);
    }

    [Fact]
    public void Health_ConnectionLost_ReconnectsThenIsDownAndCountsOnce()
    {
        _health.OnSubscribed(Seconds(0));
        Data(1);
        _health.OnConnectionLost(Seconds(2));
        _health.OnConnectionLost(Seconds(30));

        At(62).ShouldBe(new StreamHealthSnapshot(StreamKind.Trade, StreamState.Reconnecting, Seconds(61), 1) { StallAfter = Seconds(20) });
        At(62.001).State.ShouldBe(StreamState.Down);
    }

    [Fact]
    public void Health_NeverConnected_FirstFailureStartsTheClock()
    {
        _health.OnConnectionLost(Seconds(5));
        At(6).ShouldBe(new StreamHealthSnapshot(StreamKind.Trade, StreamState.Reconnecting, null, 1) { StallAfter = Seconds(20) });
        At(66).State.ShouldBe(StreamState.Down);
    }

    [Fact]
    public void Health_SubscribedAgain_WaitsForDataOfTheNewSubscription()
    {
        _health.OnSubscribed(Seconds(0));
        Data(1);
        _health.OnConnectionLost(Seconds(2));
        _health.OnSubscribed(Seconds(500));

        At(501).ShouldBe(new StreamHealthSnapshot(StreamKind.Trade, StreamState.Waiting, Seconds(500), 1) { StallAfter = Seconds(20) });
        At(511).State.ShouldBe(StreamState.Stalled);
        Data(512);
        At(512).State.ShouldBe(StreamState.Live);
    }

    [Fact]
    public void Health_LateDataOfALostConnection_DoesNotMakeItLive()
    {
        _health.OnSubscribed(Seconds(0));
        _health.OnConnectionLost(Seconds(2));
        Data(2.1);
        At(2.2).State.ShouldBe(StreamState.Reconnecting);
        _health.OnSubscribed(Seconds(3));
        At(3).State.ShouldBe(StreamState.Waiting);
    }

    [Fact]
    public void Health_ReaderIsBehindTheWriter_AgeIsNotNegative()
    {
        _health.OnSubscribed(Seconds(0));
        Data(9);
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
            Data(round * 100);
        }

        await finished.CancelAsync();
        (await reader).ShouldBe(0);
    }

    [Fact]
    public void Health_WhatCameBeforeComesAgain_ShowsThatItIsSubscribedAndNotThatItFlows()
    {
        _health.OnSubscribed(Seconds(0));
        Data(1);
        _health.OnConnectionLost(Seconds(15));
        _health.OnSubscribed(Seconds(16));
        _rhythm.OnRepeat(Seconds(17));
        _health.OnData();
        At(18).State.ShouldBe(StreamState.Live);
        At(18).LastDataAge.ShouldBe(Seconds(17));
        At(37.5).State.ShouldBe(StreamState.Stalled);
    }

    [Fact]
    public void Health_ExcusedSilence_IsIdleAndNotStalled()
    {
        _health.OnSubscribed(Seconds(0));
        _rhythm.IsExcused = true;
        At(11).State.ShouldBe(StreamState.Idle);
        Data(12);
        At(12).State.ShouldBe(StreamState.Live);
        At(33).State.ShouldBe(StreamState.Idle);
        _rhythm.IsExcused = false;
        At(33).State.ShouldBe(StreamState.Stalled);
    }

    [Fact]
    public void Health_OfForcedOrders_IsLiveFromTheConfirmationToTheLossOfTheConnection()
    {
        var health = new StreamHealth(StreamKind.Liquidation, Timeouts);
        health.Snapshot(Seconds(1)).State.ShouldBe(StreamState.Waiting);
        health.OnSubscribed(Seconds(1));
        foreach (var now in (double[])[1, 12, 1e6])
            health.Snapshot(Seconds(now)).ShouldBe(new StreamHealthSnapshot(StreamKind.Liquidation, StreamState.Live, null, 0));
        health.OnConnectionLost(Seconds(1e6));
        health.Snapshot(Seconds(1e6)).State.ShouldBe(StreamState.Reconnecting);
    }

    [Fact]
    public void Health_Noted_TellsTheLastAction()
    {
        At(0).LastAction.ShouldBeNull();
        _health.Note("asked for again after 4.2 s of silence");
        _health.Note("connection replaced");
        At(0).LastAction.ShouldBe("connection replaced");
    }

    private void Data(double seconds)
    {
        _rhythm.OnData(Seconds(seconds));
        _health.OnData();
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private StreamHealthSnapshot At(double seconds) => _health.Snapshot(Seconds(seconds));
}
