using System.Text.Json;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.Tests.Clients;

/// <summary>ccxt's binanceusdm trades.</summary>
public sealed class CcxtTradingTests(CcxtTradingSession session) : CcxtTradingConformance(session), IClassFixture<CcxtTradingSession>
{
    private protected override TradingAccount Account { get; } = session.Simulator.Binance.Accounts.Single();

    protected override string Symbol => "BTCUSDT";

    protected override decimal Unit => 1;

    protected override (int TooMuch, int Unknown, int Stranger, int WouldTake) Codes => (-2019, -2011, -1022, -5022);

    [Fact]
    public void CreateOrder_OfAnyKind_AnswersWithTheOrder()
    {
        foreach (var name in (string[])["bought", "sold"])
            Agrees(Seen.GetProperty(name), Truth(Seen.GetProperty(name)));
        Seen.GetProperty("resting").GetProperty("status").GetString().ShouldBe("open");
    }

    private protected override decimal StopPriceOf(JsonElement order) => Number(order, "triggerPrice");

    private protected override decimal WalletOf(JsonElement balance) => Text(balance, "totalWalletBalance");

    private protected override decimal LeverageOf(JsonElement answer) => Number(answer, "leverage");
}
