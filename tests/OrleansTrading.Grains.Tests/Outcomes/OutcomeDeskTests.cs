using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Grains.Outcomes;
using OrleansTrading.Grains.Tests.Fakes;
using static OrleansTrading.Grains.Tests.Outcomes.OutcomeWorld;

namespace OrleansTrading.Grains.Tests.Outcomes;

public sealed class OutcomeDeskTests
{
    private readonly OutcomeWorld _world = new();

    [Fact]
    public async Task Desk_AsCandlesClose_DecidesAndThenLooksNoMore()
    {
        var signal = await _world.RaiseAsync(0);
        await _world.CloseAsync(0, [100, 105]);
        _world.MoveTo(Start + (2 * Minute));
        (await _world.RunAsync()).ShouldBe(new OutcomeRound(1, 0, 0, 0, 0, Open: 1));
        (await _world.OutcomeAsync(signal)).ShouldBeNull();

        await _world.CloseAsync(2, [111]);
        _world.MoveTo(Start + (3 * Minute) + 1_000);
        (await _world.RunAsync()).ShouldBe(new OutcomeRound(1, Targets: 1, 0, 0, 0, 0));

        var outcome = (await _world.OutcomeAsync(signal))!;
        (outcome.Kind, outcome.Candles, outcome.R, outcome.At).ShouldBe((OutcomeKind.Target, 2, 1, Start + (3 * Minute)));
        _world.MoveTo(Start + (9 * Minute));
        (await _world.RunAsync()).LookedAt.ShouldBe(0);
    }

    [Fact]
    public async Task Desk_AfterALongStandstill_DecidesWhatHasCollected()
    {
        var minute = await _world.RaiseAsync(0);
        var day = await _world.RaiseAsync(0, interval: KlineInterval.OneDay);
        await _world.CloseAsync(1, [100, 88]);
        await _world.CloseAsync(1, [101, 102, 103, 104], interval: KlineInterval.OneDay);
        _world.MoveTo(Start + (20 * 24 * Hour));

        (await _world.RunAsync()).ShouldBe(new OutcomeRound(2, 0, Stops: 1, Times: 1, 0, 0));

        (await _world.OutcomeAsync(minute))!.R.ShouldBe(-1);
        (await _world.OutcomeAsync(day))!.Percent.ShouldBe(4);
    }

    [Fact]
    public async Task Desk_AfterARestart_ComesToTheSame()
    {
        var signal = await _world.RaiseAsync(0);
        await _world.CloseAsync(1, [95, 90]);
        _world.MoveTo(Start + (3 * Minute));
        await _world.RunAsync();
        var before = await _world.OutcomeAsync(signal);
        before!.Kind.ShouldBe(OutcomeKind.Stop);

        _world.Restart();
        (await _world.RunAsync()).LookedAt.ShouldBe(0);
        await _world.Signals.SaveOutcomesAsync([signal], TestContext.Current.CancellationToken);
        _world.Restart();
        await _world.RunAsync();

        (await _world.OutcomeAsync(signal)).ShouldBe(before);
    }

    [Fact]
    public async Task Desk_WhereACandleIsMissing_SaysUnknownUntilItComes()
    {
        var signal = await _world.RaiseAsync(0);
        await _world.CloseAsync(1, [100]);
        await _world.CloseAsync(3, [120]);
        _world.MoveTo(Start + (4 * Minute));
        (await _world.RunAsync()).Unknown.ShouldBe(1);
        var unknown = (await _world.OutcomeAsync(signal))!;
        (unknown.Kind, unknown.At, unknown.R).ShouldBe((OutcomeKind.Unknown, Start + (2 * Minute), null));

        await _world.CloseAsync(2, [89]);
        _world.MoveTo(Start + (5 * Minute));
        (await _world.RunAsync()).Stops.ShouldBe(1);
        (await _world.OutcomeAsync(signal))!.Candles.ShouldBe(2);
    }

    [Fact]
    public async Task Desk_WhenAMissingCandleComesBeforeTheTimeIsOver_IsOpenAgain()
    {
        var signal = await _world.RaiseAsync(0);
        await _world.CloseAsync(2, [100]);
        _world.MoveTo(Start + (3 * Minute));
        await _world.RunAsync();
        (await _world.OutcomeAsync(signal))!.Kind.ShouldBe(OutcomeKind.Unknown);

        await _world.CloseAsync(1, [100]);
        _world.MoveTo(Start + (4 * Minute));
        (await _world.RunAsync()).Open.ShouldBe(1);
        (await _world.OutcomeAsync(signal)).ShouldBeNull();
    }

    [Fact]
    public async Task Desk_WhenARepairComesHoursLater_DecidesWithinTheNextWholeLook()
    {
        var signal = await _world.RaiseAsync(0);
        _world.MoveTo(Start + (30 * Minute));
        (await _world.RunAsync()).Unknown.ShouldBe(1);
        _world.MoveTo(Start + (3 * Hour));
        await _world.RunAsync();
        await _world.CloseAsync(1, [100, 100, 100, 110]);
        _world.MoveTo(Start + (4 * Hour));
        (await _world.RunAsync()).LookedAt.ShouldBe(0);
        _world.MoveTo(Start + (7 * Hour));
        (await _world.RunAsync()).Targets.ShouldBe(1);
        (await _world.OutcomeAsync(signal))!.Candles.ShouldBe(4);
    }

    [Fact]
    public async Task Desk_BeforeTheVenueHasSaidAnything_CallsNothingMissing()
    {
        var signal = await _world.RaiseAsync(0, new InstrumentId("other", "BTCUSDT"));
        var ours = await _world.RaiseAsync(0);
        _world.Time.Advance(TimeSpan.FromDays(2));
        (await _world.RunAsync()).ShouldBe(new OutcomeRound(2, 0, 0, 0, Unknown: 1, Open: 1));
        (await _world.OutcomeAsync(signal))!.Kind.ShouldBe(OutcomeKind.Unknown, "a venue that is not there brings no more candles");
        (await _world.OutcomeAsync(ours)).ShouldBeNull("the venue's own clock has not come so far");
    }

    [Fact]
    public async Task Desk_OfManySignals_EqualsEachOnItsOwn()
    {
        var random = new Random(11);
        var closes = Enumerable.Range(0, 3000).Select(_ => 100 + (random.Next(-13, 14) * 1.0)).ToArray();
        await _world.CloseAsync(0, closes);
        await _world.CloseAsync(0, closes, Ether);
        var raised = new List<TradeSignal>();
        foreach (var candle in Enumerable.Range(0, 2990).Where(_ => random.Next(4) == 0))
            raised.Add(await _world.RaiseAsync(candle, random.Next(2) == 0 ? Bitcoin : Ether, direction: random.Next(2) == 0 ? SignalDirection.Long : SignalDirection.Short));
        _world.MoveTo(Start + (3000 * Minute));

        (await _world.RunAsync()).LookedAt.ShouldBe(raised.Count);

        raised.Count.ShouldBeGreaterThan(600);
        foreach (var signal in raised)
        {
            var klines = await _world.Market.ReadKlinesAsync(signal.Instrument, signal.Interval, 0, long.MaxValue, 5000, TestContext.Current.CancellationToken);
            (await _world.OutcomeAsync(signal)).ShouldBe(OutcomeJudge.Judge(signal, _world.Options.ToRules(), klines, 0));
        }
    }

    [Fact]
    public async Task Job_Run_TellsWhatItFound()
    {
        await _world.RaiseAsync(0);
        await _world.CloseAsync(1, [115]);
        _world.MoveTo(Start + (2 * Minute));
        var context = new RecordingJobContext();
        await new SettleSignalsJob(_world.Desk).RunAsync(context, new Grains.Jobs.NoParameters(), TestContext.Current.CancellationToken);
        context.Output.ShouldBe("1 looked at: 1 reached the target, 0 the stop, 0 the time limit; 0 unknown for a missing candle, 0 still open");
        context.Successes.ShouldBe(1);
    }
}
