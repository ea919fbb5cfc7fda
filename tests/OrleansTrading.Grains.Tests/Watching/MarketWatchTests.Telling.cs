using OrleansTrading.Domain.Guards;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Watching;

/// <summary>What fired is told until the account has answered, and nobody forgets it meanwhile.</summary>
public sealed partial class MarketWatchTests
{
    [Fact]
    public async Task Trigger_AnsweredAtTheThirdTry_IsToldThreeTimesAtGrowingDistance()
    {
        _account.Failures = 2;
        Renew([Guard(Plan)]);
        Trade(94);
        var first = await _account.NextTriggerAsync();
        foreach (var pause in new[] { 100, 200 })
        {
            await _time.WhenArmedAsync(1).WaitAsync(Limit);
            _time.Advance(TimeSpan.FromMilliseconds(pause - 1));
            _account.HasHeardMore.ShouldBeFalse();
            _time.Advance(TimeSpan.FromMilliseconds(1));
            (await _account.NextTriggerAsync()).ShouldBe(first);
        }

        _time.ArmedTimers.ShouldBe(0);
        _time.Advance(TimeSpan.FromSeconds(30));
        _account.HasHeardMore.ShouldBeFalse();
    }

    /// <summary>The account may have it no more by an event that it has yet to store. If it has not stored it in the end it needs the trigger; if it has, that does nothing.</summary>
    [Fact]
    public async Task Trigger_OfAGuardThatTheRenewalDoesNotHave_IsToldUntilItIsAnswered()
    {
        _account.Failures = 2;
        Renew([Guard(Plan)]);
        Trade(94);
        var first = await _account.NextTriggerAsync();
        Renew([]);
        Renew([]);
        (_watch.HasWork, _watch.IsTelling).ShouldBe((false, true));
        (await ToldAfterAsync(100)).ShouldBe(first);
        (await ToldAfterAsync(200)).ShouldBe(first);
        await Eventually.TrueAsync(() => Task.FromResult(!_watch.IsTelling), Limit);
    }

    [Fact]
    public async Task Trigger_OfAGuardThatComesBack_IsToldByOneAlone()
    {
        _account.Failures = 2;
        Renew([Guard(Plan)]);
        Trade(94);
        var first = await _account.NextTriggerAsync();
        Renew([]);
        Renew([Guard(Plan)]);
        Trade(93);
        _account.HasHeardMore.ShouldBeFalse();
        (await ToldAfterAsync(100)).ShouldBe(first);
        (await ToldAfterAsync(200)).ShouldBe(first);
        await Eventually.TrueAsync(() => Task.FromResult(!_watch.IsTelling), Limit);
        Trade(92);
        _account.HasHeardMore.ShouldBeFalse();
    }

    [Fact]
    public async Task Guard_ThatComesBackWhenAllWasTold_IsWatchedAnew()
    {
        var held = _account.Held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Renew([Guard(Plan)]);
        Trade(94);
        await _account.NextTriggerAsync();
        Renew([]);
        _account.Held = null;
        held.SetResult();
        await Eventually.TrueAsync(() => Task.FromResult(!_watch.IsTelling), Limit);
        Renew([Guard(Plan)]);
        Trade(93);
        (await _account.NextTriggerAsync()).MarketPrice.ShouldBe(93);
    }

    [Fact]
    public async Task Guard_ThatIsStillNamedWhenAllWasTold_IsWatchedAnew()
    {
        Renew([Guard(Plan)]);
        Trade(94);
        await _account.NextTriggerAsync();
        await Eventually.TrueAsync(() => Task.FromResult(!_watch.IsTelling), Limit);
        Trade(93);
        _account.HasHeardMore.ShouldBeFalse();
        Renew([Guard(Plan)]);
        Trade(92);
        (await _account.NextTriggerAsync()).MarketPrice.ShouldBe(92);
    }

    [Fact]
    public async Task Guard_ThatComesBackWithATargetUntold_IsHeldToThePriceOfTheMoment()
    {
        _account.Failures = 1;
        Renew([Guard(Plan)]);
        Trade(106);
        (await _account.NextTriggerAsync()).Cause.ShouldBe(GuardCause.TakeProfit);
        Renew([]);
        Renew([Guard(Plan)], price: 94);
        (await ToldAfterAsync(100)).Cause.ShouldBe(GuardCause.TakeProfit);
        (await _account.NextTriggerAsync()).Cause.ShouldBe(GuardCause.StopLoss);
    }

    [Fact]
    public async Task Target_ThatTheAccountLost_TriggersOnceMore()
    {
        var plan = Plan with { TakeProfits = [new GuardTarget(110, 0.5m), new GuardTarget(120, 0.5m)] };
        var guard = Guard(plan);
        Renew([guard with { Progress = guard.Progress with { TargetsDone = 1 } }]);
        Trade(111);
        _account.HasHeardMore.ShouldBeFalse();
        Renew([guard]).Single().Progress.TargetsDone.ShouldBe(0, "or an account of an older build would believe it");
        Trade(112);
        (await _account.NextTriggerAsync()).Target.ShouldBe(0);
    }

    [Fact]
    public async Task Trigger_NotAnsweredBeforeItsWatchLapses_IsStillTold()
    {
        var held = _account.Held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Renew([Guard(Plan)]);
        _watch.IsTelling.ShouldBeFalse();
        Trade(94);
        await _account.NextTriggerAsync();
        _time.Advance(TimeSpan.FromMinutes(2));
        _watch.OnTick(120_000, 100);
        (_watch.IsEmpty, _watch.HasWork, _watch.IsTelling).ShouldBe((true, false, true));

        var told = _watch.GuardTellings.ShouldHaveSingleItem();
        held.SetResult();
        await told.WaitAsync(Limit);
        _watch.IsTelling.ShouldBeFalse();
    }

    [Fact]
    public async Task Caller_InAHurry_TellsAtOnceWhatWaitedLong()
    {
        _account.Failures = 9;
        Renew([Guard(Plan)]);
        Trade(94);
        var first = await _account.NextTriggerAsync();
        foreach (var pause in new[] { 100, 200, 400, 800, 1_600, 3_200, 5_000 })
            await ToldAfterAsync(pause);

        await _time.WhenArmedAsync(1).WaitAsync(Limit);
        _caller.Hurry();
        (await _account.NextTriggerAsync()).ShouldBe(first);
        (await ToldAfterAsync(100)).ShouldBe(first);
    }

    /// <summary>What is told once this time has gone by since it was told last.</summary>
    private async Task<GuardTrigger> ToldAfterAsync(int milliseconds)
    {
        await _time.WhenArmedAsync(1).WaitAsync(Limit);
        _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        return await _account.NextTriggerAsync();
    }
}
