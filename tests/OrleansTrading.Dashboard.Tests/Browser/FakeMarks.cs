using System.Collections.Immutable;
using OrleansTrading.Dashboard.Instruments.Marks;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>A few signals and executions of the last hour, at the market's prices.</summary>
internal sealed class FakeMarks(FakeMarket market, TimeProvider time) : IMarkReader
{
    private const long Minute = 60_000;

    private ImmutableDictionary<InstrumentId, ChartMarks> _made = ImmutableDictionary<InstrumentId, ChartMarks>.Empty;

    public async Task<IReadOnlyList<ChartMark>> GetSignalsAsync(InstrumentId instrument) => (await MakeAsync(instrument)).Signals;

    public Task<IReadOnlyList<string>> GetAccountsAsync() => Task.FromResult<IReadOnlyList<string>>(["paper"]);

    public async Task<IReadOnlyList<ChartMark>> GetFillsAsync(string account, InstrumentId instrument) => (await MakeAsync(instrument)).Fills;

    private async Task<ChartMarks> MakeAsync(InstrumentId instrument)
    {
        if (_made.TryGetValue(instrument, out var made))
            return made;
        var series = await market.GetKlinesAsync(instrument, new(KlineInterval.OneMinute, 100, null, null));
        var now = time.GetUtcNow().ToUnixTimeMilliseconds() / Minute * Minute;
        double At(int minutes) => series.Klines.FirstOrDefault(kline => kline.OpenTime == now - (minutes * Minute)).Close;
        made = new ChartMarks(
            [Signal(30, true), Signal(75, false)],
            [new ChartMark("fill/paper/1", now - (28 * Minute), At(28), true) { Account = "paper", Quantity = 0.045 }, new ChartMark("fill/paper/2", now - (9 * Minute), At(9), false) { Account = "paper", Quantity = 0.02 }]);
        ImmutableInterlocked.TryAdd(ref _made, instrument, made);
        return made;

        ChartMark Signal(int minutes, bool isLong) => new($"signal/{minutes}", now - (minutes * Minute), At(minutes), isLong)
        {
            Interval = KlineInterval.OneMinute, Score = isLong ? 72 : -64, Stop = At(minutes) * 0.99, Targets = [At(minutes) * 1.01, At(minutes) * 1.02],
        };
    }
}
