using Microsoft.Extensions.Options;
using OrleansTrading.Exchanges.RateLimits;
using OrleansTrading.Grains.MarketData;
using OrleansTrading.Grains.Symbols;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.MarketData;

public sealed class BookDeskTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly BookMetrics _metrics = new();
    private readonly FakeVenue _venue = new(1_767_225_600_000);

    [Fact]
    public void BookDesk_FiveHundredBooksAtOnce_AskAtTheConfiguredPace()
    {
        var desk = Desk(new BooksOptions { SnapshotsPerMinute = 60, SnapshotConcurrency = 4 });
        var asked = 0;
        var minutes = 0;
        for (; asked < 500; minutes++)
        {
            var inThisOne = 0;
            for (var second = 0; second < 60; second++)
            {
                for (var book = 0; book < 500; book++)
                {
                    if (!desk.TryEnter(_venue))
                        continue;
                    inThisOne++;
                    desk.Leave(_venue);
                }

                _time.Advance(TimeSpan.FromSeconds(1));
            }

            inThisOne.ShouldBeLessThanOrEqualTo(60);
            asked += inThisOne;
        }

        minutes.ShouldBeInRange(9, 10);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1_440, 9)]
    public void BookDesk_FiveHundredBooks_UseHalfOfTheWeightBudgetWhileItIsIdle(int others, int expectedMinutes)
    {
        const int limit = 2_400, weight = 10;
        var desk = Desk(new BooksOptions());
        var budget = new RateBudget(limit, TimeSpan.FromMinutes(1));
        var (asked, most) = (0, 0);
        // What others spend is spread over each minute, also over the one before.
        var seconds = -60;
        for (; asked < 500; seconds++)
        {
            var now = TimeSpan.FromSeconds(60 + seconds);
            if (others > 0)
                budget.TryTake(others / 60, now, out _).ShouldBeTrue();
            for (var book = 0; book < 500 && seconds >= 0; book++)
            {
                _venue.BudgetUsed = budget.UsedAt(now) / (double)limit;
                if (!desk.TryEnter(_venue))
                    break;
                budget.TryTake(weight, now, out _).ShouldBeTrue();
                asked++;
                desk.Leave(_venue);
            }

            most = Math.Max(most, budget.UsedAt(now));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        (seconds / 60.0).ShouldBeInRange(expectedMinutes - 1.5, expectedMinutes + 0.5);
        most.ShouldBeLessThanOrEqualTo(Math.Max(limit / 2, others + (60 * weight)) + 24);
    }

    [Fact]
    public void BookDesk_AsManyUnderWayAsAllowed_LetsNoOtherIn()
    {
        var desk = Desk(new BooksOptions { SnapshotConcurrency = 2 });
        (desk.TryEnter(_venue), desk.TryEnter(_venue), desk.TryEnter(_venue)).ShouldBe((true, true, false));
        desk.TryEnter(new FakeVenue(_venue.Now, name: "other")).ShouldBeTrue("each venue has its own");
        desk.Leave(_venue);
        desk.TryEnter(_venue).ShouldBeTrue();
    }

    [Fact]
    public void BookDesk_VenuesBudgetShort_LetsNobodyIn()
    {
        var desk = Desk(new BooksOptions());
        _venue.BudgetWait = TimeSpan.FromMilliseconds(1);
        desk.TryEnter(_venue).ShouldBeFalse();
        _venue.BudgetWait = TimeSpan.Zero;
        desk.TryEnter(_venue).ShouldBeTrue();
    }

    [Fact]
    public void BookPace_LostAgainAndAgain_DoublesAndRestsToTheShortest()
    {
        var pace = new BookPace(new BooksOptions { ResyncPause = TimeSpan.FromSeconds(1), LongestResyncPause = TimeSpan.FromSeconds(10) }, _time);
        var waited = new List<int>();
        for (var i = 0; i < 6; i++)
        {
            var seconds = 0;
            for (; !pace.IsDue; seconds++)
                _time.Advance(TimeSpan.FromSeconds(1));
            waited.Add(seconds);
            pace.OnAsked();
        }

        waited.ShouldBe([0, 1, 2, 4, 8, 10]);
        _time.Advance(TimeSpan.FromSeconds(21));
        pace.OnAsked();
        pace.IsDue.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));
        pace.IsDue.ShouldBeTrue();
    }

    [Theory]
    [InlineData(500, 500, 50, true)]
    [InlineData(500, 500, 500, false)]
    [InlineData(500, 20, 50, false)]
    [InlineData(20, 500, 50, false)]
    [InlineData(5, 500, 0, false)]
    [InlineData(500, 1_001, 0, false)]
    public void BooksOptions_Levels_MustFitTogether(int levels, int snapshot, int refill, bool valid)
    {
        var options = new BooksOptions { Levels = levels, SnapshotLevels = snapshot, RefillBelow = refill };
        System.ComponentModel.DataAnnotations.Validator.TryValidateObject(options, new(options), null, validateAllProperties: true).ShouldBe(valid);
    }

    [Fact]
    public void BooksOptions_PausesTheWrongWayRound_AreRefused()
    {
        var options = new BooksOptions { ResyncPause = TimeSpan.FromSeconds(2), LongestResyncPause = TimeSpan.FromSeconds(1) };
        System.ComponentModel.DataAnnotations.Validator.TryValidateObject(options, new(options), null, validateAllProperties: true).ShouldBeFalse();
    }

    public void Dispose() => _metrics.Dispose();

    private BookDesk Desk(BooksOptions options) => new(Options.Create(options), _metrics, _time);
}
