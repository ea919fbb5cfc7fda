using OrleansTrading.Grains.MarketData;
using OrleansTrading.Grains.Symbols;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Symbols;

public sealed class RepairPacingTests
{
    private static readonly StreamSignal Connected = new(IsConnected: true, Subscriptions: 1);
    private readonly ManualTimeProvider _time = new();
    private readonly RepairPacing _pacing;

    public RepairPacingTests() => _pacing = new RepairPacing(new MarketOptions(), _time);

    [Fact]
    public void OnChecked_TheVenueDoesNotHaveTheCandle_IsReasonAtGrowingDistances()
    {
        var repairs = RepairsWithin(TimeSpan.FromMinutes(10));

        // At once, and then after doubling waits up to a minute: not at each of the 200 checks.
        repairs.ShouldBeInRange(10, 17);
    }

    [Fact]
    public void OnChecked_NothingOverdueInBetween_IsReasonAtOnceAgain()
    {
        RepairsWithin(TimeSpan.FromMinutes(10));
        _pacing.OnChecked(overdue: false).ShouldBeFalse();
        _pacing.OnChecked(overdue: true).ShouldBeTrue();
    }

    [Fact]
    public void Failures_InARow_HoldBackUpToAMinuteAndASuccessEndsThat()
    {
        for (var i = 0; i < 20; i++)
            _pacing.OnFailed();
        _time.Advance(TimeSpan.FromSeconds(47));
        _pacing.IsHeldBack.ShouldBeTrue();
        _time.Advance(TimeSpan.FromSeconds(26));
        _pacing.IsHeldBack.ShouldBeFalse();
        _pacing.OnFailed();
        _pacing.OnSucceeded();
        (_pacing.IsHeldBack, _pacing.Failures).ShouldBe((false, 0));
    }

    private int RepairsWithin(TimeSpan span)
    {
        var repairs = 0;
        for (var passed = TimeSpan.Zero; passed < span; passed += TimeSpan.FromSeconds(1))
        {
            if (_pacing.IsCheckDue() && _pacing.OnChecked(overdue: true))
            {
                repairs++;
                _pacing.OnStarted(Connected);
            }

            _time.Advance(TimeSpan.FromSeconds(1));
        }

        return repairs;
    }
}
