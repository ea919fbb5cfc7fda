using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Grains.Symbols;

namespace OrleansTrading.Grains.Tests.Symbols;

public sealed class OpenInterestTrackTests
{
    private const long Minute = 60_000;
    private const long Start = 1_767_225_600_000;

    [Fact]
    public void ChangeInHour_ValueEveryMinute_ComparesWithOneAboutAnHourOld()
    {
        var track = new OpenInterestTrack();
        for (var minute = 0; minute < 300; minute++)
        {
            track.Apply(new OpenInterest(1000 + minute, Start + (minute * Minute)));
            if (minute < 60)
                track.ChangeInHour.ShouldBeNull();
            else
                (track.Newest!.Value.EventTime - track.HourAgo!.Value.EventTime).ShouldBeInRange(60 * Minute, 66 * Minute);
        }

        track.HourAgo!.Value.Quantity.ShouldBe(1235);
        track.ChangeInHour!.Value.ShouldBe((1299.0 / 1235) - 1);
    }

    [Fact]
    public void HourAgo_NothingForHours_IsNotAnOldValue()
    {
        var track = new OpenInterestTrack();
        track.Apply(new OpenInterest(1, Start));
        track.Apply(new OpenInterest(2, Start + (300 * Minute)));

        track.HourAgo.ShouldBeNull();
    }

    [Fact]
    public void Apply_EarlierValue_IsLeft()
    {
        var track = new OpenInterestTrack();
        track.Apply(new OpenInterest(1, Start));
        track.Apply(new OpenInterest(2, Start - 1));

        track.Newest.ShouldBe(new OpenInterest(1, Start));
    }
}
