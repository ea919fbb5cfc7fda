using OrleansTrading.Domain.Streams;
using OrleansTrading.Grains.Symbols;

namespace OrleansTrading.Grains.Tests.Symbols;

public sealed class LackedTradesTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly LackedTrades _lacked = new(TimeSpan.FromMinutes(15));

    [Fact]
    public void Range_NeverBrought_IsAskedForAtGrowingDistanceAndGivenUpWhenPatienceEnds()
    {
        IdRange[] missing = [new(4, 5)];
        _lacked.Fresh(missing).ShouldBe(new IdRange(4, 5));
        _lacked.OnAnswer(new IdRange(4, 100), missing, TimeSpan.Zero).ShouldBeEmpty();
        var looks = new List<double>();
        IReadOnlyList<IdRange> givenUp = [];
        for (var now = Second; now < TimeSpan.FromHours(1) && givenUp.Count == 0; now += Second)
        {
            _lacked.Fresh(missing).ShouldBeNull();
            if (_lacked.Due(missing, now) is not { } due)
                continue;
            due.ShouldBe(new IdRange(4, 5));
            looks.Add(now.TotalSeconds);
            givenUp = _lacked.OnAnswer(due, missing, now);
        }

        looks.ShouldBe([1, 3, 7, 15, 31, 63, 127, 255, 511, 900]);
        givenUp.ShouldBe([new IdRange(4, 5)]);
        _lacked.Count.ShouldBe(0);
    }

    [Fact]
    public void Range_ThatIsLacked_HoldsUpNoOther()
    {
        _lacked.OnAnswer(new IdRange(10, 30), [new(10, 12), new(20, 22)], TimeSpan.Zero);
        IdRange[] missing = [new(5, 6), new(10, 12), new(20, 24), new(40, 41)];
        _lacked.Fresh(missing).ShouldBe(new IdRange(5, 6));
        _lacked.Fresh(missing[1..]).ShouldBe(new IdRange(23, 24));
        _lacked.Fresh([.. missing[1..2], new(20, 22), missing[3]]).ShouldBe(new IdRange(40, 41));
        _lacked.Due(missing, Second).ShouldBe(new IdRange(10, 22));
    }

    [Fact]
    public void Answer_ThatCoversSome_LeavesTheRestDueAndItsAge()
    {
        _lacked.OnAnswer(new IdRange(1, 3000), [new(1, 3000)], TimeSpan.Zero);
        // The first page of three comes, but for one trade, and what is newer is lacked for the first time.
        IdRange[] missing = [new(500, 500), new(1001, 3000), new(4000, 4001)];
        _lacked.OnAnswer(new IdRange(1, 1000), missing, Second).ShouldBeEmpty();
        _lacked.Due(missing, Second).ShouldBe(new IdRange(1001, 3000));
        missing = [new(500, 500), new(4000, 4001)];
        _lacked.OnAnswer(new IdRange(1001, 5000), missing, Second);
        _lacked.Due(missing, Second).ShouldBeNull();
        _lacked.Due(missing, Second * 2).ShouldBe(new IdRange(4000, 4001));
        var end = TimeSpan.FromMinutes(15);
        _lacked.OnAnswer(new IdRange(500, 5000), missing, end).ShouldBe([new IdRange(500, 500)]);
        _lacked.OnAnswer(new IdRange(500, 5000), missing[1..], end + Second).ShouldBe([new IdRange(4000, 4001)]);
    }

    [Fact]
    public void Range_ThatCameAfterAll_IsForgotten()
    {
        _lacked.OnAnswer(new IdRange(1, 9), [new(4, 5)], TimeSpan.Zero);
        _lacked.Due([], Second).ShouldBeNull();
        _lacked.Count.ShouldBe(0);
    }

    [Fact]
    public void Ranges_MoreThanAreKept_TheOldestAreGivenUp()
    {
        var missing = Enumerable.Range(0, 80).Select(at => new IdRange(at * 10, (at * 10) + 1)).ToArray();
        var givenUp = new List<IdRange>();
        foreach (var range in missing)
            givenUp.AddRange(_lacked.OnAnswer(range, missing, TimeSpan.Zero));
        givenUp.ShouldBe(missing[..16]);
        _lacked.Count.ShouldBe(LackedTrades.MostEntries);
    }
}
