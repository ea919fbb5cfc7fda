using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Trading;
using OrleansTrading.Grains.Accounts;
using OrleansTrading.Grains.Accounts.Paper;

namespace OrleansTrading.Grains.Tests.Accounts.Paper;

/// <summary>The paper exchange by itself: what orders come to in a book that is given.</summary>
public sealed class PaperSessionTests : IPaperMarket, IAccountSink, IAsyncDisposable
{
    private static readonly InstrumentId Instrument = new("fake", "BTCUSDT");

    private readonly AccountBook _book = new();
    private readonly List<object> _told = [];
    private readonly PaperSession _session;
    private PaperQuote? _quote = new(1_000, [new(99m, 1m), new(98m, 2m), new(90m, 5m)], [new(101m, 1m), new(102m, 2m), new(110m, 5m)], 100m, 100m);
    private int _orders;
    private int _taken;

    public PaperSessionTests()
    {
        _book.Apply(new AccountOpened(1, "paper", "paper", true, "USDT", false));
        _session = new PaperSession(_book, this, new PaperOptions { MakerFee = 0.001m, TakerFee = 0.002m }, TakeIn);
        _session.Listen(this);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IEnumerable<Fill> Fills => _told.OfType<Fill>();

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    [Fact]
    public async Task Market_LargerThanALevel_WalksTheBookAndPaysTheTakersFee()
    {
        var report = await PlaceAsync(OrderSide.Buy, OrderType.Market, 2.5m);
        (report.State, report.Filled, report.AveragePrice).ShouldBe((OrderState.Filled, 2.5m, (101m + (1.5m * 102m)) / 2.5m));
        Fills.Select(fill => (fill.Price, fill.Quantity, fill.Fee, fill.IsMaker)).ShouldBe([(101m, 1m, 0.202m, false), (102m, 1.5m, 0.306m, false)]);
        _told[^1].ShouldBe(report, "fills are told before the report that counts them");
    }

    [Fact]
    public async Task Market_LargerThanTheBook_ExpiresWithTheRest()
    {
        var report = await PlaceAsync(OrderSide.Sell, OrderType.Market, 20m);
        (report.State, report.Filled).ShouldBe((OrderState.Expired, 8m));
        _session.RestingInstruments.ShouldBeEmpty();
    }

    [Fact]
    public async Task Order_NothingFreshIsKnown_IsRefused()
    {
        _quote = null;
        (await Should.ThrowAsync<VenueException>(() => PlaceAsync(OrderSide.Buy, OrderType.Market, 1m))).IsOutcomeUnknown.ShouldBeFalse();
        _told.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(TimeInForce.GoodTillCancel, OrderState.PartiallyFilled, 3, true)]
    [InlineData(TimeInForce.ImmediateOrCancel, OrderState.Expired, 3, false)]
    public async Task Limit_ThatTakesAPart_RestsOrExpiresWithTheRest(TimeInForce time, OrderState state, decimal filled, bool rests)
    {
        var report = await PlaceAsync(OrderSide.Buy, OrderType.Limit, 4m, 105m, time);
        (report.State, report.Filled).ShouldBe((state, filled));
        _session.Resting(Instrument).Any().ShouldBe(rests);
        if (rests)
            _session.Resting(Instrument).Single().Remaining.ShouldBe(1m);
    }

    [Theory]
    [InlineData(TimeInForce.FillOrKill, 105)]
    [InlineData(TimeInForce.PostOnly, 101)]
    public async Task Limit_ThatMustNotTradeSo_IsRefusedWhole(TimeInForce time, decimal price)
    {
        (await Should.ThrowAsync<VenueException>(() => PlaceAsync(OrderSide.Buy, OrderType.Limit, 4m, price, time))).Kind.ShouldBe(ErrorKind.OrderRejected);
        _told.ShouldBeEmpty();
        (await PlaceAsync(OrderSide.Buy, OrderType.Limit, 3m, 105m, TimeInForce.FillOrKill)).State.ShouldBe(OrderState.Filled);
        (await PlaceAsync(OrderSide.Buy, OrderType.Limit, 4m, 100.9m, TimeInForce.PostOnly)).State.ShouldBe(OrderState.Accepted);
    }

    [Fact]
    public async Task ReduceOnly_IsCutToThePositionAndNeverTurnsIt()
    {
        (await Should.ThrowAsync<VenueException>(() => PlaceAsync(OrderSide.Sell, OrderType.Market, 1m, reduceOnly: true))).Message.ShouldContain("reduce");
        await PlaceAsync(OrderSide.Buy, OrderType.Market, 1m);
        var report = await PlaceAsync(OrderSide.Sell, OrderType.Market, 3m, reduceOnly: true);
        (report.State, report.Filled).ShouldBe((OrderState.Expired, 1m));
        TakeIn();
        _book.PositionOf(new PositionKey(Instrument, PositionSide.Net)).IsFlat.ShouldBeTrue();
    }

    [Fact]
    public async Task StopLimit_Triggered_EntersTheBookAndWaitsForItsPrice()
    {
        var spec = Spec(OrderSide.Buy, OrderType.StopLimit, 1m, 104m) with { StopPrice = 105m };
        var order = await PlaceAsync(spec);
        (order.State, order.VenueId).ShouldBe((OrderState.Accepted, null));
        _session.Resting(Instrument).Single().Spec.Type.ShouldBe(OrderType.StopLimit);
        _quote = _quote! with { Asks = [new(106m, 9m)], Last = 105m };
        var touch = new PaperTouch(order.OrderId, 105m, 1m, IsTrigger: true, "t1", 2_000);
        await _session.TouchAsync([touch, touch], Token);
        Fills.ShouldBeEmpty();
        _session.Resting(Instrument).Single().Spec.Type.ShouldBe(OrderType.Limit);
        await _session.TouchAsync([touch with { IsTrigger = false, Price = 103m, TradeId = "t2" }], Token);
        Fills.ShouldHaveSingleItem().Price.ShouldBe(104m);
        (await _session.FindOrderAsync(new OrderReference(Instrument, order.OrderId, null, true), Token))!.State.ShouldBe(OrderState.Filled);
    }

    [Fact]
    public async Task Conditional_ThatWouldTriggerAtOnce_IsRefused()
    {
        foreach (var (side, type, stop) in new[] { (OrderSide.Buy, OrderType.StopMarket, 99m), (OrderSide.Sell, OrderType.StopMarket, 101m), (OrderSide.Sell, OrderType.TakeProfitMarket, 99m) })
            (await Should.ThrowAsync<VenueException>(() => PlaceAsync(Spec(side, type, 1m) with { StopPrice = stop }))).Message.ShouldContain("at once");
    }

    [Fact]
    public async Task Touch_OfSeveralOrdersByOneTrade_IsSharedOutInTheirOrder()
    {
        var first = await PlaceAsync(OrderSide.Buy, OrderType.Limit, 2m, 95m);
        var second = await PlaceAsync(OrderSide.Buy, OrderType.Limit, 2m, 96m);
        var touch = new PaperTouch(first.OrderId, 94m, 3m, false, "t1", 2_000);
        await _session.TouchAsync([touch, touch with { OrderId = second.OrderId }], Token);
        Fills.Select(fill => (fill.Price, fill.Quantity, fill.Fee)).ShouldBe([(95m, 2m, 0.19m), (96m, 1m, 0.096m)]);
    }

    [Fact]
    public async Task Hedged_TwoOrdersThatCloseTheSamePosition_TogetherTradeNoMoreThanIt()
    {
        _book.Apply(new PositionModeSet(1, true, "test"));
        await PlaceAsync(Spec(OrderSide.Buy, OrderType.Market, 1m) with { PositionSide = PositionSide.Long });
        var closing = Spec(OrderSide.Sell, OrderType.Limit, 1m, 105m) with { PositionSide = PositionSide.Long };
        var (first, second) = (await PlaceAsync(closing), await PlaceAsync(closing));
        var touch = new PaperTouch(first.OrderId, 105m, 9m, false, "t1", 2_000);
        await _session.TouchAsync([touch, touch with { OrderId = second.OrderId }], Token);
        _book.PositionOf(new PositionKey(Instrument, PositionSide.Long)).Quantity.ShouldBe(0m);
        _book.FindOrder(second.OrderId)!.State.ShouldBe(OrderState.Expired);
    }

    [Fact]
    public async Task Session_MadeAnew_HasTheRestingOrdersOfTheBookAgain()
    {
        var resting = await PlaceAsync(OrderSide.Buy, OrderType.Limit, 4m, 101m);
        TakeIn();
        await using var again = new PaperSession(_book, this, new PaperOptions(), TakeIn);
        again.Listen(this);
        var order = again.Resting(Instrument).ShouldHaveSingleItem();
        (order.Id, order.Remaining).ShouldBe((resting.OrderId, 3m));
        (await again.CancelAsync(OrderReference.Of(order), Token)).State.ShouldBe(OrderState.Cancelled);
        await Should.ThrowAsync<VenueException>(() => again.CancelAsync(OrderReference.Of(order), Token));
    }

    Task<PaperQuote?> IPaperMarket.GetQuoteAsync(InstrumentId instrument, CancellationToken cancellationToken) => Task.FromResult(_quote);

    void IAccountSink.OnOrder(OrderReport report) => _told.Add(report);

    void IAccountSink.OnFill(Fill fill) => _told.Add(fill);

    void IAccountSink.OnCash(CashMoved move) => _told.Add(move);

    void IAccountSink.OnAccount(VenueAccount account) => _told.Add(account);

    void IAccountSink.OnConnected()
    {
    }

    void IAccountSink.OnInterrupted(string reason) => throw new InvalidOperationException(reason);

    private static OrderSpec Spec(OrderSide side, OrderType type, decimal quantity, decimal? price = null) =>
        new(Instrument, side, PositionSide.Net, type, quantity, price, null, null, TimeInForce.GoodTillCancel, false);

    private Task<OrderReport> PlaceAsync(
        OrderSide side, OrderType type, decimal quantity, decimal? price = null, TimeInForce time = TimeInForce.GoodTillCancel, bool reduceOnly = false) =>
        PlaceAsync(Spec(side, type, quantity, price) with { TimeInForce = time, ReduceOnly = reduceOnly });

    private Task<OrderReport> PlaceAsync(OrderSpec spec)
    {
        var order = new Order($"o{++_orders}", spec, OrderPurpose.Manual, $"k{_orders}", 1);
        _book.Apply(new OrderIntended(1, order, 100m, null));
        _book.Apply(new OrderSent(1, order.Id));
        return _session.PlaceAsync(_book.FindOrder(order.Id)!, Token);
    }

    private void TakeIn()
    {
        for (; _taken < _told.Count; _taken++)
        {
            if (_told[_taken] is Fill fill)
                _book.Apply(new FillBooked(1, fill));
            else if (_told[_taken] is OrderReport report)
                _book.Apply(new OrderReported(1, report.OrderId, report.VenueId, report.State, report.Filled, report.Reason, null));
        }
    }
}
