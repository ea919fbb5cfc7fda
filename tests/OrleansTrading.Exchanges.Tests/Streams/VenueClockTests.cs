using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.TestKit;

namespace OrleansTrading.Exchanges.Tests.Streams;

public sealed class VenueClockTests
{
    private const long Start = 1_767_225_600_000;
    private readonly ManualTimeProvider _time = new();
    private readonly VenueClock _clock;

    public VenueClockTests() => _clock = new VenueClock(_time);

    [Fact]
    public void Now_BeforeTheVenueHasSpoken_IsOurs() => _clock.Now.ShouldBe(_time.GetUtcNow().ToUnixTimeMilliseconds());

    [Fact]
    public void Now_AfterAnEarlierTime_DoesNotGoBack()
    {
        _clock.Observe(Start);
        _time.Advance(TimeSpan.FromSeconds(2));
        _clock.Observe(Start + 500);
        _clock.Now.ShouldBe(Start + 2_000);
        _clock.Said.ShouldBe((Start + 500, TimeSpan.Zero));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(60, 60)]
    [InlineData(0.5, 1)]
    public void Speed_OfASteadyMarket_IsItsOwnAndAtLeastOne(double played, double expected)
    {
        Play(TimeSpan.FromSeconds(5), played);
        _clock.Speed.ShouldBe(expected, tolerance: 0.01);
    }

    [Fact]
    public void Speed_AfterOneJump_IsStillTheMarkets()
    {
        var at = Play(TimeSpan.FromSeconds(5), 1);
        _clock.Observe(at + 3_600_000);
        Play(TimeSpan.FromSeconds(5), 1, at + 3_600_000, () => _clock.Speed.ShouldBe(1, tolerance: 0.01));
    }

    [Fact]
    public void Now_AfterOneTimeFarAhead_IsUnmoved()
    {
        _clock.Observe(Start);
        for (var i = 1; i <= 5; i++)
        {
            _clock.Observe(Start + 1_000 * Start);
            _clock.Observe(Start + i);
        }

        _clock.Now.ShouldBe(Start + 5);
        _clock.Said!.Value.Time.ShouldBe(Start + 5);
    }

    [Fact]
    public void Now_AfterALeapThatTheVenueRepeats_FollowsIt()
    {
        var dayLater = Start + 86_400_000;
        _clock.Observe(Start);
        for (var i = 0; i < VenueClock.LeapConfirmations; i++)
            _clock.Observe(dayLater + i);
        _clock.Now.ShouldBe(dayLater + VenueClock.LeapConfirmations - 1);
    }

    private long Play(TimeSpan span, double speed, long at = Start, Action? each = null)
    {
        for (var passed = TimeSpan.Zero; passed <= span; passed += TimeSpan.FromMilliseconds(100))
        {
            _clock.Observe(at);
            each?.Invoke();
            _time.Advance(TimeSpan.FromMilliseconds(100));
            at += (long)(100 * speed);
        }

        return at;
    }
}
