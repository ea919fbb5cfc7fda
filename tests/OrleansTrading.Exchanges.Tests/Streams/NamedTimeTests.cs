using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Tests.Streams;

public sealed class NamedTimeTests
{
    private const long Now = 1_700_000_000_000;
    private const long Far = Now + (30L * 86_400_000);
    private static readonly long Leap = (long)VenueClock.LargestLeap.TotalMilliseconds;

    private readonly NamedTime _named = new();

    [Fact]
    public void Latest_OfWhatIsNamed_NeverGoesBack()
    {
        Frames(Now, Now + 5, Now + 3, Now - Leap);
        _named.Latest.ShouldBe(Now + 5);
        Frames(Now + 5 + Leap);
        _named.Latest.ShouldBe(Now + 5 + Leap, "an hour is no leap");
    }

    [Fact]
    public void Latest_OneFrameFarAhead_IsNotBelieved()
    {
        Frames(Now, Far, Now + 1, Far, Far, Now + 2);
        _named.Latest.ShouldBe(Now + 2);
    }

    [Fact]
    public void Latest_OneFrameFarAheadManyTimes_IsNotBelieved()
    {
        Frames(Now);
        _named.BeginFrame();
        for (var entry = 0; entry < 100; entry++)
            _named.Observe(Far + entry);
        _named.Latest.ShouldBe(Now);
    }

    [Fact]
    public void Latest_AsManyFramesFarAheadAsTheClockAsksFor_IsBelieved()
    {
        Frames(Now, Far, Far + 1);
        _named.Latest.ShouldBe(Now);
        Frames(Far + 2);
        _named.Latest.ShouldBe(Far + 2);
    }

    [Fact]
    public void Latest_FirstFrameFarAhead_CountsUntilOthersAgreeOnAnother()
    {
        Frames(Far, Now, Now + 1);
        _named.Latest.ShouldBe(Far);
        Frames(Now + 2);
        _named.Latest.ShouldBe(Now + 2);
    }

    [Fact]
    public void Latest_ThatManyAgreeOn_IsNotTakenBack()
    {
        Frames(Far, Far + 1, Far + 2, Now, Now, Now, Now);
        _named.Latest.ShouldBe(Far + 2);
    }

    [Fact]
    public void Latest_TimesThatMayBeLongPast_SpeakAgainstNothing()
    {
        Frames(Far);
        for (var frame = 0; frame < 10; frame++)
            Past(Now);
        _named.Latest.ShouldBe(Far);
        Past(Far + 7);
        _named.Latest.ShouldBe(Far + 7);
    }

    [Fact]
    public void Latest_NothingNamed_ChangesNothing()
    {
        _named.Latest.ShouldBe(0);
        Frames(Far, Now, Now, 0, Now);
        _named.Latest.ShouldBe(Now);
    }

    private void Frames(params ReadOnlySpan<long> times)
    {
        foreach (var time in times)
        {
            _named.BeginFrame();
            _named.Observe(time);
        }
    }

    private void Past(long time)
    {
        _named.BeginFrame();
        _named.Observe(time, isPast: true);
    }
}
