using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Portfolio;

namespace OrleansTrading.Domain.Tests.Portfolio;

public sealed class ExposureTests
{
    [Fact]
    public void Of_AHedgeOverTwoVenues_IsHedgedInTheAssetAndNotAtEitherVenue()
    {
        var report = ExposureReport.Of([Held("one", "binance:BTCUSDT", "BTC", 2, 100), Held("two", "okx:BTC-USDT-SWAP", "BTC", -1.5m, 102), Held("one", "binance:ETHUSDT", "ETH", -10, 5)]);

        report.Total.ShouldBe(new Exposure("", 200, 203, 153, 3, 3));
        (report.Total.Net, report.Total.Gross).ShouldBe((-3m, 403m));
        report.Assets.ShouldBe([new Exposure("BTC", 200, 153, 153, 2, 2), new Exposure("ETH", 0, 50, 0, 1, 1)]);
        report.Venues.ShouldBe([new Exposure("binance", 200, 50, 0, 2, 2), new Exposure("okx", 0, 153, 0, 1, 1)]);
        report.Accounts.Select(exposure => (exposure.Name, exposure.Gross)).ShouldBe([("one", 250m), ("two", 153m)]);
    }

    [Fact]
    public void Of_BothSidesOfOneAccount_AreHedgedThereToo() =>
        ExposureReport.Of([Held("one", "binance:BTCUSDT", "BTC", 2, 100), Held("one", "binance:BTCUSDT", "BTC", -1, 100)]).Accounts[0]
            .ShouldBe(new Exposure("one", 200, 100, 100, 2, 2));

    [Fact]
    public void Of_Nothing_IsZero() => ExposureReport.Of([]).Total.ShouldBe(new Exposure("", 0, 0, 0, 0, 0));

    [Fact]
    public void Capital_OfPaperAndRealMoney_IsNeverAddedUp()
    {
        var point = new CapitalPoint("a", 0, "USDT", 1_000, -100, 200, 50, 0, 0, 0, 0, 0, IsPaper: false);
        var sums = CapitalSum.Of([point, point with { Account = "b", Cash = 500 }, point with { Account = "paper", IsPaper = true }, point with { Account = "c", Asset = "USDC" }]);
        sums.ShouldBe(
        [
            new CapitalSum("USDC", false, 1, 900, 200, 50, 650),
            new CapitalSum("USDT", false, 2, 1_300, 400, 100, 800),
            new CapitalSum("USDT", true, 1, 900, 200, 50, 650),
        ]);
    }

    private static HeldPosition Held(string account, string instrument, string asset, decimal quantity, decimal price) =>
        new(account, InstrumentId.Parse(instrument), asset, quantity, price, 1);
}
