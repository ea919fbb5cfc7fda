using OrleansTrading.Simulator.Kraken;
using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Tests.Clients;

/// <summary>ccxt's kraken.</summary>
public sealed class KrakenCcxtTests(KrakenCcxtSession session) : CcxtMarketConformance(session), IClassFixture<KrakenCcxtSession>
{
    private protected override SimulatorMarket Market { get; } = session.Market;

    protected override string Symbol => "BTCUSDT";

    protected override int Levels => 25;

    [Fact]
    public void LoadMarkets_FindsEveryPairWithItsDecimals()
    {
        var markets = Seen.GetProperty("markets").EnumerateArray().ToDictionary(market => market.GetProperty("altname").GetString()!);
        var pairs = new KrakenPairs(Market).All;
        markets.Keys.Order().ShouldBe(pairs.Select(pair => pair.Altname).Order());
        foreach (var pair in pairs)
        {
            var market = markets[pair.Altname];
            market.GetProperty("id").GetString().ShouldBe(pair.Name);
            market.GetProperty("symbol").GetString().ShouldBe(pair.Symbol);
            market.GetProperty("spot").GetBoolean().ShouldBeTrue();
            market.GetProperty("active").GetBoolean().ShouldBeTrue();
            market.GetProperty("precision").GetProperty("price").GetDouble().ShouldBe(Math.Pow(10, -pair.PriceDecimals), 1e-12);
        }
    }

    [Fact]
    public void FetchStatus_SaysOnline() => Seen.GetProperty("status").GetProperty("status").GetString().ShouldBe("ok");
}
