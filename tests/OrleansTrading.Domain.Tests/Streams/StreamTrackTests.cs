using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using static OrleansTrading.Domain.Streams.StreamState;

namespace OrleansTrading.Domain.Tests.Streams;

public sealed class StreamTrackTests
{
    private static readonly InstrumentId Bitcoin = InstrumentId.Parse("binance:BTCUSDT");

    private readonly List<StreamTransition> _told = [];
    private readonly StreamTrack _track = new(Bitcoin, StreamKind.Trade);
    private TimeSpan _now = TimeSpan.FromHours(1);

    [Fact]
    public void Look_ForTheFirstTime_SaysThatItBegan()
    {
        Look(Live);
        Told().ShouldBe(["Waiting>Waiting began following", "Waiting>Live "]);
        _told.ShouldAllBe(change => change.Instrument == Bitcoin && change.Kind == StreamKind.Trade && change.IsWatched);
        _told[1].At.ShouldBe(_told[0].At + 1, "times only grow");
    }

    [Fact]
    public void Look_NothingChanged_SaysNothing()
    {
        Begin(Live);
        Look(Live);
        Look(Idle);
        Look(Live);
        Look(Idle);
        _told.ShouldBeEmpty("quiet within its bounds is no change");
    }

    [Fact]
    public void Look_IdleAfterAStall_IsLive()
    {
        Begin(Stalled);
        Look(Idle);
        Told().ShouldBe(["Stalled>Live "]);
    }

    [Fact]
    public void Look_StallAndRepair_TellsWhatWasSeenAndDone()
    {
        Begin(Live);
        Look(Stalled, age: 5.25, stallAfter: 5, action: "asked for again");
        Look(Waiting, reconnects: 1, action: "asked for again", stalls: 1);
        Look(Live, reconnects: 1, action: "asked for again", stalls: 1);
        Told().ShouldBe(
        [
            "Live>Stalled no data for 5.3 s, expected within 5 s; asked for again",
            "Stalled>Waiting asked for again",
            "Waiting>Live ",
        ]);
    }

    [Fact]
    public void Look_NoFirstMessage_SaysSo()
    {
        Begin(Waiting);
        Look(Stalled);
        Told().ShouldBe(["Waiting>Stalled no data ever came"]);
    }

    [Fact]
    public void Look_OldAction_IsNotTheReasonOfWhatComesLater()
    {
        Begin(Live, action: "asked for again");
        Look(Reconnecting, action: "asked for again", reconnects: 0);
        Told().ShouldBe(["Live>Reconnecting connection lost"]);
    }

    [Fact]
    public void Look_InterruptionBetweenTwoLooks_IsToldAllTheSame()
    {
        Begin(Live);
        Look(Live, reconnects: 2, action: "connection made anew").ShouldBe(2);
        Told().ShouldBe(["Live>Reconnecting connection made anew", "Reconnecting>Live data again before the next look"]);
        _told.Clear();
        Look(Live, reconnects: 2).ShouldBe(0);
        _told.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Waiting, "Stalled>Waiting asked for again")]
    [InlineData(Live, "Stalled>Live data again before the next look")]
    public void Look_StallBetweenTwoLooks_IsToldAllTheSame(StreamState now, string then)
    {
        Begin(Live);
        Look(now, reconnects: 1, action: "asked for again", stalls: 1).ShouldBe(1);
        Told().ShouldBe(["Live>Stalled asked for again", then]);
        _told.Clear();
        Look(now, reconnects: 1, action: "asked for again", stalls: 1).ShouldBe(0);
        _told.ShouldBeEmpty();
    }

    [Fact]
    public void Stop_AfterALook_SaysThatNobodyLooks()
    {
        _track.Stop(5, _told);
        _told.ShouldBeEmpty("nobody had begun");
        Begin(Live);
        _track.Stop(Milliseconds(), _told);
        _track.Stop(Milliseconds(), _told);
        Told().ShouldBe(["Live>Waiting stopped following"]);
        _told[0].IsWatched.ShouldBeFalse();
    }

    [Fact]
    public void Look_ClockSetBack_TimesGrowAllTheSame()
    {
        Begin(Live);
        var before = _track.Last!.At;
        _track.Look(new StreamHealthSnapshot(StreamKind.Trade, Down, null, 0), before - 60_000, _now, _told);
        _told.ShouldHaveSingleItem().At.ShouldBe(before + 1);
    }

    [Fact]
    public void Look_StreamFlaps_TellsABurstThenFewAndHowManyWereLeftOut()
    {
        Begin(Live);
        for (var i = 0; i < 1000; i++)
            Look(i % 2 == 0 ? Down : Live);
        _told.Count.ShouldBe(StreamTrack.Burst, "one was spent at the start, and 500 s refill one");
        _told.Clear();
        _now += StreamTrack.Refill;
        var next = _track.Last!.To == Live ? Down : Live;
        Look(next);
        Told().ShouldHaveSingleItem().ShouldMatch("left out before: [0-9]{3} changes$");
    }

    [Fact]
    public void Look_ChangeThatIsLeftOut_IsCountedOnceHoweverOftenItIsSeen()
    {
        Begin(Live);
        while (_told.Count < StreamTrack.Burst - 1)
            Look(_track.Last!.To == Live ? Down : Live);
        _told.Clear();
        var next = _track.Last!.To == Live ? Down : Live;
        while (_told.Count == 0)
            Look(next);
        Told().ShouldHaveSingleItem().ShouldEndWith("left out before: 1 changes");
    }

    /// <summary>However it goes: changes follow one another without a hole, times grow, and what stands at the end was seen last, unless it had to be left out.</summary>
    [Fact]
    public void Look_AnyHistory_TellsAChain()
    {
        var look = Gen.Choose(0, 5).SelectMany(state => Gen.Choose(0, 2).SelectMany(more => Gen.Choose(0, 400).Select(seconds => (State: (StreamState)state, More: more, Seconds: seconds))));
        Prop.ForAll(look.ListOf().ToArbitrary(), looks =>
        {
            var (track, told, now, reconnects) = (new StreamTrack(Bitcoin, StreamKind.Kline), new List<StreamTransition>(), TimeSpan.Zero, 0);
            foreach (var (state, more, seconds) in looks)
            {
                now += TimeSpan.FromSeconds(seconds);
                reconnects += more;
                track.Look(new StreamHealthSnapshot(StreamKind.Kline, state, null, reconnects), (long)now.TotalMilliseconds, now, told);
            }

            track.Stop((long)now.TotalMilliseconds, told);
            return told.Zip(told.Skip(1)).All(pair => pair.First.To == pair.Second.From && pair.First.At < pair.Second.At)
                && told.All(change => change.To != Idle && change.From != Idle)
                && told.Count <= 3 + (2 * (StreamTrack.Burst + (now / StreamTrack.Refill)))
                && (looks.Count == 0 || !told[^1].IsWatched);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(200));
    }

    private void Begin(StreamState state, string? action = null)
    {
        Look(state, action: action);
        _told.Clear();
    }

    private int Look(StreamState state, double? age = null, double? stallAfter = null, int reconnects = 0, string? action = null, int stalls = 0)
    {
        _now += TimeSpan.FromSeconds(0.5);
        var health = new StreamHealthSnapshot(StreamKind.Trade, state, age is { } seconds ? TimeSpan.FromSeconds(seconds) : null, reconnects)
        {
            StallAfter = stallAfter is { } limit ? TimeSpan.FromSeconds(limit) : null,
            LastAction = action,
            Stalls = stalls,
        };
        return _track.Look(health, Milliseconds(), _now, _told);
    }

    private long Milliseconds() => (long)_now.TotalMilliseconds;

    private IEnumerable<string> Told() => _told.Select(change => $"{change.From}>{change.To} {change.Reason}");
}
