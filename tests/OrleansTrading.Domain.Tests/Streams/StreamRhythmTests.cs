using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Domain.Tests.Streams;

public sealed class StreamRhythmTests
{
    private static readonly StreamTimeouts Timeouts = new(Seconds(10), Seconds(150), Seconds(60))
    {
        Adaptive = new AdaptiveBounds(Seconds(3), TimeSpan.FromHours(1)),
    };

    private readonly StreamRhythm _rhythm = new(Timeouts);
    private double _now;

    [Fact]
    public void StallAfter_FewGapsKnown_IsTheFixedOne()
    {
        Steady(StreamRhythm.EnoughGaps, 0.05);
        Judged().ShouldBe(150);
        Steady(2, 0.05);
        Judged().ShouldBe(3);
    }

    [Fact]
    public void StallAfter_Fixed_IsNeverLearnt()
    {
        var rhythm = new StreamRhythm(Timeouts with { Adaptive = null });
        for (var message = 0; message < 1000; message++)
            rhythm.OnData(Seconds(message * 0.05));
        rhythm.LearnQuiet(Seconds(900), certain: true, Seconds(1000));
        rhythm.StallAfter.ShouldBe(Seconds(150));
        rhythm.FirstMessageAfter.ShouldBe(Seconds(10));
    }

    [Fact]
    public void StallAfter_ABurstAfterLongQuiet_RemembersTheQuiet()
    {
        Steady(20, 100);
        Steady(5000, 0.01);
        Judged().ShouldBeInRange(250, 290);
    }

    [Fact]
    public void StallAfter_OneOutage_TeachesNoPatience()
    {
        Steady(5000, 0.05);
        _rhythm.Refresh();
        _rhythm.LearnQuiet(Seconds(60), certain: false, Seconds(_now));
        Judged().ShouldBe(3);
        _rhythm.LearnQuiet(Seconds(70), certain: false, Seconds(_now));
        _rhythm.LearnQuiet(Seconds(80), certain: false, Seconds(_now));
        Judged().ShouldBe(150, "three in a fortnight are a habit: the shortest of them, two and a half times");
    }

    [Fact]
    public void StallAfter_QuietThatIsCertain_CountsAtOnceAndForAFortnight()
    {
        Steady(5000, 0.05);
        _rhythm.Refresh();
        _rhythm.LearnQuiet(Seconds(600), certain: true, Seconds(_now));
        Judged().ShouldBe(1500);
        _rhythm.LearnQuiet(Seconds(4), certain: true, Seconds(_now + 86_400 * 15));
        Judged().ShouldBe(10);
    }

    [Fact]
    public void StallAfter_VeryLongQuiet_StaysWithinItsBound()
    {
        _rhythm.LearnQuiet(TimeSpan.FromDays(1), certain: true, Seconds(1));
        Judged().ShouldBe(3600);
    }

    [Fact]
    public void OnData_FirstAfterAnInterruption_IsNoGap()
    {
        Steady(200, 0.05);
        for (var outage = 0; outage < 10; outage++)
        {
            _rhythm.Interrupt();
            Steady(5, 40);
            _rhythm.Interrupt();
        }

        // Of five messages after an interruption the first is left out; four gaps of forty seconds are its own.
        Judged().ShouldBeInRange(100, 113);
    }

    [Fact]
    public void OnRepeat_WhatWasKnown_IsHeardAndIsNoData()
    {
        _rhythm.OnData(Seconds(5));
        _rhythm.OnRepeat(Seconds(9));
        (_rhythm.LastData, _rhythm.LastHeard).ShouldBe((Seconds(5), Seconds(9)));
    }

    [Fact]
    public void FirstMessage_OfAQuietStream_MayTakeAsLongAsItsUsualQuiet()
    {
        Steady(50, 100);
        _rhythm.Refresh();
        _rhythm.FirstMessageAfter.TotalSeconds.ShouldBeInRange(250, 290);
        var marks = new StreamRhythm(Timeouts, QuietMeaning.Fault);
        marks.LearnQuiet(Seconds(500), certain: true, Seconds(1));
        marks.FirstMessageAfter.ShouldBe(Seconds(10));
    }

    private void Steady(int messages, double gap)
    {
        for (var message = 0; message < messages; message++)
            _rhythm.OnData(Seconds(_now += gap));
    }

    private double Judged()
    {
        _rhythm.Refresh();
        return _rhythm.StallAfter.TotalSeconds;
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
