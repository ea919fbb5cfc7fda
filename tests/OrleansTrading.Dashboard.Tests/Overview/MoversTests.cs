using OrleansTrading.Dashboard.Overview;
using OrleansTrading.Dashboard.Tests.Browser;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Dashboard.Tests.Overview;

public sealed class MoversTests
{
    [Fact]
    public void Movers_AreTheLargestEachWay_AndNeverStale()
    {
        var rows = new[] { 1.0, -2, 3, -4, 5, -6, 0, 9, 12, 15, double.NaN }.Select((change, i) =>
        {
            var symbol = new FakeSymbol(new Domain.Instruments.InstrumentId("binance", $"S{i}USDT"), 10, TimeProvider.System);
            symbol.Freshness = change == 15 ? Freshness.Stale : Freshness.Fresh;
            return new InstrumentRow(symbol.Id, symbol.Snapshot() with { Change24HoursPercent = double.IsNaN(change) ? null : change }, change != 12, TimeSpan.Zero);
        });
        var movers = Movers.Of([.. rows]);
        movers.Up.Select(row => row.Snapshot!.Change24HoursPercent).ShouldBe([9, 5, 3, 1]);
        movers.Down.Select(row => row.Snapshot!.Change24HoursPercent).ShouldBe([-6, -4, -2]);
    }
}
