using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Streams;
using OrleansTrading.Grains.StreamWatch;
using static OrleansTrading.Domain.Streams.StreamState;

namespace OrleansTrading.Grains.Tests.StreamWatch;

public sealed class StreamCheckupTests
{
    private readonly StreamCheckup _checkup = new(new StreamWatchOptions());
    private TimeSpan _now = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(Stalled)]
    [InlineData(Down)]
    public void Check_SilentOnce_IsLeftToItsRepair_TwiceInARow_IsTrouble(StreamState state)
    {
        Check(StreamKind.Trade, (state, 30)).ShouldBeNull();
        Check(StreamKind.Trade, (Live, 0)).ShouldBeNull();
        Check(StreamKind.Trade, (state, 30)).ShouldBeNull("it lived in between");
        var trouble = Check(StreamKind.Trade, (state, 55)).ShouldNotBeNull();
        (trouble.Count, trouble.Total, trouble.Worst, trouble.WorstFor).ShouldBe((1, 1, "S0", TimeSpan.FromSeconds(55)));
        Check(StreamKind.Trade, (Live, 0)).ShouldBeNull();
    }

    [Fact]
    public void Check_ManyStreams_NamesTheWorstAndCountsTheRest()
    {
        (StreamState, double?)[] streams = [(Stalled, 40), (Live, 900), (Stalled, 60), (Idle, 70), (Down, 50)];
        Check(StreamKind.Trade, streams).ShouldBeNull();
        var trouble = Check(StreamKind.Trade, streams).ShouldNotBeNull();
        (trouble.Venue, trouble.Kind, trouble.Count, trouble.Total, trouble.Worst).ShouldBe(("fake", StreamKind.Trade, 3, 5, "S2"));
    }

    [Fact]
    public void Check_FlapsBetweenNamesWithoutEverLiving_IsTroubleAfterItsTimeOut()
    {
        StreamState[] names = [Stalled, Reconnecting, Waiting];
        var seen = new List<bool>();
        for (var check = 0; check < 9; check++)
            seen.Add(Check(StreamKind.Trade, (names[check % 3], null)) is not null);
        seen.ShouldBe([false, false, false, false, false, false, false, true, true], "150 s are six checks, and it must be more");
    }

    [Theory]
    [InlineData(StreamKind.Trade, 7)]
    [InlineData(StreamKind.Depth, 8)]
    [InlineData(StreamKind.BookTicker, 8)]
    [InlineData(StreamKind.Kline, 7)]
    [InlineData(StreamKind.MarkPrice, 5)]
    [InlineData(StreamKind.Liquidation, 5)]
    public void Check_UnderRepairForLong_IsTroubleAfterTheTimeOutOfItsKind(StreamKind kind, int checks)
    {
        var seen = Enumerable.Range(0, 10).Select(_ => Check(kind, (Reconnecting, null)) is not null).ToList();
        seen.IndexOf(true).ShouldBe(checks, "150 s, 180 s, or 120 s where quiet says less or more than that");
    }

    [Fact]
    public void Check_QuietThatSaysNothing_IsNeverTrouble()
    {
        for (var check = 0; check < 50; check++)
        {
            Look(StreamKind.Liquidation, (Waiting, null), stallAfter: null).ShouldBeEmpty();
            Look(StreamKind.Liquidation, (Idle, 10_000), stallAfter: null).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Check_StreamThatIsLeft_IsForgotten()
    {
        Check(StreamKind.Trade, (Stalled, 30)).ShouldBeNull();
        _now += TimeSpan.FromSeconds(25);
        _checkup.Check([], _now).ShouldBeEmpty();
        Check(StreamKind.Trade, (Stalled, 80)).ShouldBeNull();
    }

    [Fact]
    public void Survey_Ages_GiveTheRankedOnes()
    {
        var survey = Survey(StreamKind.Trade, TimeSpan.FromSeconds(1), [.. Enumerable.Range(1, 100).Reverse().Select(age => (Live, (double?)age)), (Waiting, null)]);
        new[] { 0.5, 0.9, 0.99, 1 }.Select(part => survey.AgeAt(part)!.Value.TotalSeconds).ShouldBe([50, 90, 99, 100]);
        Survey(StreamKind.Trade, null, [(Waiting, null)]).AgeAt(1).ShouldBeNull();
        survey.Count(Live).ShouldBe(100);
    }

    private StreamTrouble? Check(StreamKind kind, params (StreamState State, double? Age)[] streams)
    {
        _now += TimeSpan.FromSeconds(25);
        return _checkup.Check([Survey(kind, TimeSpan.FromSeconds(150), streams)], _now).SingleOrDefault();
    }

    private IReadOnlyList<StreamTrouble> Look(StreamKind kind, (StreamState State, double? Age) stream, TimeSpan? stallAfter)
    {
        _now += TimeSpan.FromSeconds(25);
        return _checkup.Check([Survey(kind, stallAfter, [stream])], _now);
    }

    private static StreamSurvey Survey(StreamKind kind, TimeSpan? stallAfter, (StreamState State, double? Age)[] streams) => new("fake", kind,
    [
        .. streams.Select((stream, index) => (
            InstrumentId.Parse($"fake:S{index}"),
            new StreamHealthSnapshot(kind, stream.State, stream.Age is { } age ? TimeSpan.FromSeconds(age) : null, 0) { StallAfter = stallAfter })),
    ]);
}
