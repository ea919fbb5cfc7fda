using System.Text.Json;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.Tests.Clients;

/// <summary>ccxt's okx trades.</summary>
public sealed class OkxCcxtTradingTests(OkxCcxtTradingSession session) : CcxtTradingConformance(session), IClassFixture<OkxCcxtTradingSession>
{
    private protected override TradingAccount Account { get; } = session.Simulator.Okx.Accounts.Single();

    protected override string Symbol => "BTC-USDT-SWAP";

    protected override decimal Unit => 0.01m;

    protected override (int TooMuch, int Unknown, int Stranger, int WouldTake) Codes => (51008, 51400, 50113, 0);

    private protected override decimal StopPriceOf(JsonElement order) => Number(order, "stopLossPrice");

    private protected override decimal WalletOf(JsonElement balance) => Text(balance.GetProperty("data")[0].GetProperty("details")[0], "cashBal");

    private protected override decimal LeverageOf(JsonElement answer) => Text(answer.GetProperty("data")[0], "lever");
}
