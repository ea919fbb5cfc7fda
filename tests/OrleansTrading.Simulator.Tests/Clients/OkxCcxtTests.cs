using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Tests.Clients;

/// <summary>ccxt's okx, which checks checksums of books.</summary>
public sealed class OkxCcxtTests(OkxCcxtSession session) : CcxtMarketConformance(session), IClassFixture<OkxCcxtSession>
{
    private protected override SimulatorMarket Market { get; } = session.OkxMarket;

    protected override string Symbol => "BTC-USDT-SWAP";

    protected override decimal Unit => 0.01m;

    protected override int Levels => 400;

    [Fact]
    public void LoadMarkets_FindsEverySwapWithItsContract()
    {
        var markets = Seen.GetProperty("markets").EnumerateArray().ToDictionary(market => market.GetProperty("id").GetString()!);
        markets.Keys.Order().ShouldBe(Market.Symbols.Order());
        var bitcoin = markets[Symbol];
        bitcoin.GetProperty("symbol").GetString().ShouldBe("BTC/USDT:USDT");
        (bitcoin.GetProperty("swap").GetBoolean(), bitcoin.GetProperty("linear").GetBoolean(), bitcoin.GetProperty("active").GetBoolean()).ShouldBe((true, true, true));
        bitcoin.GetProperty("contractSize").GetDecimal().ShouldBe(Unit);
        bitcoin.GetProperty("precision").GetProperty("price").GetDecimal().ShouldBe(0.1m);
        bitcoin.GetProperty("precision").GetProperty("amount").GetDecimal().ShouldBe(0.1m);
    }

    [Fact]
    public void FetchFundingRate_GivesTheMarketsFunding()
    {
        var funding = Seen.GetProperty("fundingRate");
        var truth = Market.Funding(Symbol, Time(funding.GetProperty("fundingTimestamp")).AddMilliseconds(-1));
        funding.GetProperty("fundingRate").GetDecimal().ShouldBe(truth.Rate);
        Time(funding.GetProperty("fundingTimestamp")).ShouldBe(truth.NextFundingTime);
    }

    [Fact]
    public void FetchOpenInterest_GivesTheMarkets()
    {
        var interest = Seen.GetProperty("openInterest");
        interest.GetProperty("baseVolume").GetDecimal().ShouldBe(Market.Funding(Symbol, Time(interest.GetProperty("timestamp"))).OpenInterest);
    }
}
