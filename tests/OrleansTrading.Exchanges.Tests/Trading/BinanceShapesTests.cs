using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Binance.Trading;
using OrleansTrading.Exchanges.Tests.Binance;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Exchanges.Tests.Trading;

/// <summary>The venue's documented orders, accounts and events parse whole.</summary>
public sealed class BinanceShapesTests
{
    private const string Rest = "Endpoints/UsdFutures/Trading/";
    private const string Account = "Endpoints/UsdFutures/Account/";
    private const string Events = "Subscriptions/UsdFutures/";

    [Theory]
    [InlineData("PlaceOrder", "testOrder", "22542179", OrderState.Accepted)]
    [InlineData("GetOrder", "abc", "1917641", OrderState.Accepted)]
    [InlineData("GetOpenOrder", "abc", "1917641", OrderState.Accepted)]
    [InlineData("CancelOrder", "myOrder1", "283194212", OrderState.Cancelled)]
    public void Order_Documented_IsRead(string shape, string id, string venueId, OrderState state)
    {
        var report = BinanceOrderMapper.Map(Read($"{Rest}{shape}.txt", BinanceTradingJson.Default.BinanceOrder));
        (report.OrderId, report.VenueId, report.State, report.Filled, report.AveragePrice).ShouldBe((id, venueId, state, 0m, null));
        report.Spec!.Type.ShouldBe(OrderType.TrailingStop);
        (report.Spec.Side, report.Spec.PositionSide, report.Spec.TrailingPercent, report.Spec.StopPrice).ShouldBe((OrderSide.Buy, PositionSide.Short, 0.3m, 9300m));
    }

    [Theory]
    [InlineData("GetOrders")]
    [InlineData("GetOpenOrders")]
    public void Orders_Documented_AreRead(string shape) =>
        Read($"{Rest}{shape}.txt", BinanceTradingJson.Default.BinanceOrderArray).Select(order => BinanceOrderMapper.Map(order)).ShouldNotBeEmpty();

    [Theory]
    [InlineData("PlaceConditionalOrder", "6B2I9XVcJpCjqPAJ4YoFX7", "algo-2146760", OrderState.Accepted)]
    [InlineData("CancelConditionalOrder", "0Xkl1p621E4EryvufmYre1", "algo-3000000000003505", OrderState.Cancelled)]
    [InlineData("GetConditionalOrder", "x-yHjDKm8h7cd1bf4f-9ce3-4d55-b9f", "974828356187", OrderState.Filled)]
    public void Conditional_Documented_IsRead(string shape, string id, string venueId, OrderState state)
    {
        var report = BinanceOrderMapper.Map(Read($"{Rest}{shape}.txt", BinanceTradingJson.Default.BinanceAlgoOrder), now: 1);
        (report.OrderId, report.VenueId, report.State).ShouldBe((id, venueId, state));
        report.Time.ShouldBeGreaterThan(1_700_000_000_000);
        report.Spec!.IsConditional.ShouldBeTrue();
        report.Spec.StopPrice.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("GetOpenConditionalOrders")]
    [InlineData("GetConditionalOrders")]
    public void Conditionals_Documented_AreRead(string shape) =>
        Read($"{Rest}{shape}.txt", BinanceTradingJson.Default.BinanceAlgoOrderArray).Select(order => BinanceOrderMapper.Map(order, 1)).ShouldNotBeEmpty();

    [Fact]
    public void Trades_Documented_AreFills()
    {
        var fill = BinanceOrderMapper.Map(Read($"{Rest}GetUserTrades.txt", BinanceTradingJson.Default.BinanceUserTradeArray).Single(), null);
        (fill.TradeId, fill.VenueOrderId, fill.Side, fill.PositionSide, fill.Price, fill.Quantity, fill.Fee, fill.FeeAsset).ShouldBe(
            ("698759", "25851813", OrderSide.Sell, PositionSide.Short, 7819.01m, 0.002m, -0.07819010m, "USDT"));
    }

    [Fact]
    public void Incomes_Documented_AreCashUnlessFillsTellThem()
    {
        var moves = Read($"{Account}GetIncomeHistory.txt", BinanceTradingJson.Default.BinanceIncomeArray).Select(BinanceAccountMapper.Map).ToList();
        moves.Count.ShouldBe(2);
        (moves[0]!.Reason, moves[0]!.Amount, moves[0]!.Id).ShouldBe((CashReason.Withdrawal, -0.375m, "binance-TRANSFER-9689322392-USDT"));
        moves[1].ShouldBeNull();
    }

    [Fact]
    public void Account_Documented_IsRead()
    {
        var account = BinanceAccountMapper.Map(
            Read($"{Account}GetAccountInfoV3.txt", BinanceTradingJson.Default.BinanceAccount),
            Read($"{Rest}GetPositions.txt", BinanceTradingJson.Default.BinancePositionArray), isHedged: true, now: 5);
        account.Balances.ShouldBe(new Dictionary<string, decimal> { ["USDT"] = 23.72469206m, ["USDC"] = 103.12345678m }, ignoreOrder: true);
        var position = account.Positions.Single();
        (position.Key.Side, position.Quantity, position.EntryPrice, position.Leverage, position.MarginMode, position.LiquidationPrice).ShouldBe(
            (PositionSide.Long, 0.001m, 22185.2m, 4, MarginMode.Cross, 19731.45529116m));
        Read($"{Account}GetPositionInformation.txt", BinanceTradingJson.Default.BinancePositionArray).ShouldNotBeEmpty();
        Read($"{Account}StartUserStream.txt", BinanceTradingJson.Default.BinanceListenKey).ListenKey.ShouldNotBeNull();
    }

    [Fact]
    public void OrderEvent_Documented_IsTold()
    {
        var sink = Told("OrderUpdate");
        var report = sink.ShouldHaveSingleItem().ShouldBeOfType<OrderReport>();
        (report.OrderId, report.VenueId, report.State, report.Time).ShouldBe(("TEST", "8886774", OrderState.Accepted, 1568879465650));
        report.Spec!.TrailingPercent.ShouldBe(5.0m);
    }

    [Fact]
    public void AlgoEvent_Documented_IsTold()
    {
        var report = Told("AlgoOrderUpdate").ShouldHaveSingleItem().ShouldBeOfType<OrderReport>();
        (report.OrderId, report.VenueId, report.State, report.Time).ShouldBe(("Q5xaq5EGKgXXa0fD7fs0Ip", "algo-2148719", OrderState.Cancelled, 1750515742297));
    }

    [Fact]
    public void AccountEvent_Documented_IsTold()
    {
        var account = Told("AccountUpdate").ShouldHaveSingleItem().ShouldBeOfType<VenueAccount>();
        account.Balances.ShouldBe(new Dictionary<string, decimal> { ["USDT"] = 122624.12345678m, ["BUSD"] = 1m }, ignoreOrder: true);
        account.Positions.Select(position => (position.Key.Side, position.Quantity)).ShouldBe([(PositionSide.Net, 0m), (PositionSide.Long, 20m), (PositionSide.Short, -10m)]);
        (account.IsHedged, account.IsComplete).ShouldBe((true, false));
    }

    [Theory]
    [InlineData("Leverage")]
    [InlineData("TradeUpdate")]
    [InlineData("StrategyUpdate")]
    [InlineData("GridUpdate")]
    [InlineData("MarginUpdate")]
    [InlineData("ConditionalTrigger")]
    [InlineData("MultiAssetMode")]
    public void OtherEvents_Documented_AreTakenWithoutAWord(string shape) => Told(shape).ShouldBeEmpty();

    [Fact]
    public void MarginCall_Documented_NamesThePositions()
    {
        var calls = new List<string>();
        var events = new BinanceUserEvents(new OrderLinks(), _ => { }, calls.Add, TimeProvider.System);
        events.Read(Encoding.UTF8.GetBytes(Recorded.Shape($"{Events}MarginUpdate.txt")), new ListSink([])).ShouldBe(AccountFrame.Handled);
        calls.ShouldHaveSingleItem().ShouldContain("ETHUSDT LONG 1.327");
    }

    private static List<object> Told(string shape)
    {
        var told = new List<object>();
        var events = new BinanceUserEvents(new OrderLinks(), _ => { }, _ => { }, TimeProvider.System);
        events.Read(Encoding.UTF8.GetBytes(Recorded.Shape($"{Events}{shape}.txt")), new ListSink(told)).ShouldBe(AccountFrame.Handled);
        return told;
    }

    private static T Read<T>(string shape, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(Recorded.Shape(shape), type)!;

    private sealed class ListSink(List<object> told) : IAccountSink
    {
        public void OnOrder(OrderReport report) => told.Add(report);

        public void OnFill(Fill fill) => told.Add(fill);

        public void OnCash(CashMoved move) => told.Add(move);

        public void OnAccount(VenueAccount account) => told.Add(account);

        public void OnConnected() => told.Add("connected");

        public void OnInterrupted(string reason) => told.Add(reason);
    }
}
