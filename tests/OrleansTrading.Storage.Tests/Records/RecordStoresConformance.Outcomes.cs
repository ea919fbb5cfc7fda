using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Storage.Records;
using static OrleansTrading.Storage.Tests.Records.Made;

namespace OrleansTrading.Storage.Tests.Records;

/// <summary>What is asked of what came of signals.</summary>
public abstract partial class RecordStoresConformance
{
    private static readonly SignalOutcome Hit = new(OutcomeKind.Target, 110, 24, 3, At(5), 110.5, 1.1, 10.5, 1.1, 0.1 + 0.2, false);

    [Fact]
    public async Task SaveOutcomes_OfSignals_AreKeptWithThem()
    {
        await Signals.AddAsync([Signal(1, 2), Signal(1, 2, Ether), Signal(29, 30)], Token);
        await Signals.SaveOutcomesAsync([Signal(1, 2) with { Outcome = Hit }, Signal(29, 30) with { Outcome = Unknown }], Token);
        (await Signals.ListAsync(null, null, null, 10, Token)).Select(signal => signal.Outcome).ShouldBe([Unknown, null, Hit]);

        await Signals.SaveOutcomesAsync([Signal(29, 30)], Token);
        (await Signals.ListAsync(null, null, null, 10, Token)).Select(signal => signal.Outcome).ShouldBe([null, null, Hit]);
        (await Signals.AddAsync([Signal(1, 2)], Token)).ShouldBeEmpty();
        (await Signals.ListAsync(Bitcoin, null, At(3), 10, Token)).ShouldHaveSingleItem().Outcome.ShouldBe(Hit);
    }

    [Fact]
    public async Task ListSignals_ByOutcomeIntervalAndTime_GivesTheNewestOfThem()
    {
        TradeSignal[] all =
        [
            Signal(1, 2), Signal(2, 3) with { Outcome = Hit }, Signal(3, 4) with { Outcome = Unknown }, Signal(0, 30, interval: KlineInterval.OneDay) with { Outcome = Hit },
            Signal(30, 31, Ether), Signal(31, 32) with { Outcome = Hit with { Kind = OutcomeKind.Stop } },
        ];
        await Signals.AddAsync([.. all.Select(signal => signal with { Outcome = null })], Token);
        await Signals.SaveOutcomesAsync([.. all.Where(signal => signal.Outcome is not null)], Token);

        await ShouldList(new SignalQuery(), all[5], all[4], all[3], all[2], all[1], all[0]);
        await ShouldList(new SignalQuery { Outcomes = [OutcomeKind.Open, OutcomeKind.Unknown] }, all[4], all[2], all[0]);
        await ShouldList(new SignalQuery { Outcomes = [OutcomeKind.Target] }, all[3], all[1]);
        await ShouldList(new SignalQuery { Outcomes = [OutcomeKind.Target], Interval = KlineInterval.OneDay }, all[3]);
        await ShouldList(new SignalQuery { Outcomes = [OutcomeKind.Open], Instrument = Ether }, all[4]);
        await ShouldList(new SignalQuery { Interval = KlineInterval.OneHour, CreatedFrom = At(3), CreatedBefore = At(32) }, all[4], all[2], all[1]);
    }

    [Fact]
    public async Task ListSignals_FromAKeyOn_LosesNoneOfOneMoment()
    {
        for (var candle = 0; candle < 20; candle++)
            await Signals.AddAsync([Signal(candle, 25 + (candle / 5)), Signal(candle, 25 + (candle / 5), Ether)], Token);
        var found = new List<string>();
        for (string? after = null; ;)
        {
            var page = await Signals.ListAsync(new SignalQuery { BeforeKey = after }, 3, Token);
            found.AddRange(page.Select(signal => signal.Key));
            if (page.Count < 3)
                break;
            after = found[^1];
        }

        found.ShouldBe((await Signals.ListAsync(null, null, null, 100, Token)).Select(signal => signal.Key));
        found.Count.ShouldBe(40);
    }

    private static SignalOutcome Unknown { get; } = new(OutcomeKind.Unknown, 110, 24, 2, At(31), null, null, null, null, null, false);

    private async Task ShouldList(SignalQuery query, params TradeSignal[] expected)
    {
        var found = await Signals.ListAsync(query, 10, Token);
        found.Select(signal => (signal.Key, signal.Outcome)).ShouldBe(expected.Select(signal => (signal.Key, signal.Outcome)));
        (await Signals.ListAsync(query, 1, Token)).Select(signal => signal.Key).ShouldBe(expected.Take(1).Select(signal => signal.Key));
    }
}
