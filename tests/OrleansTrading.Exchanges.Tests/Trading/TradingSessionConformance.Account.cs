using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Trading;
using OrleansTrading.Simulator.Faults;

namespace OrleansTrading.Exchanges.Tests.Trading;

/// <summary>The account as a whole, and its stream.</summary>
public abstract partial class TradingSessionConformance
{
    [Fact]
    public async Task RoundTrip_BothWays_BalancesToTheLastUnit()
    {
        await using var bench = await BeginAsync();
        var before = (await bench.Session.GetAccountAsync(default)).Balances[bench.Asset];
        var fills = new List<Fill>();
        var (_, ask) = await bench.BestAsync();
        var quantity = bench.QuantityOf(500, ask);
        foreach (var (side, size, reduceOnly) in new[]
        {
            (OrderSide.Buy, quantity * 2, false), (OrderSide.Sell, quantity, true), (OrderSide.Sell, quantity * 3, false), (OrderSide.Buy, quantity * 2, true),
        })
        {
            var order = bench.New(OrderType.Market, side, size, reduceOnly: reduceOnly);
            await bench.Session.PlaceAsync(order, default);
            fills.AddRange(await FillsAsync(bench, order));
        }

        var account = await bench.Session.GetAccountAsync(default);
        account.Positions.ShouldBeEmpty();
        fills.Sum(fill => fill.SignedQuantity).ShouldBe(0);
        var profit = -fills.Sum(fill => fill.SignedQuantity * fill.Price) - fills.Sum(fill => fill.Fee);
        account.Balances[bench.Asset].ShouldBe(before + profit, tolerance: 0.000001m);
        (await bench.Session.GetFillsAsync(bench.Instrument, fills[0].Time, default)).ShouldBe(fills);
        (await bench.Session.GetFillsAsync(bench.Instrument, fills[^1].Time + 1, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Keys_Wrong_AreUnauthorized()
    {
        await using var bench = await BeginAsync();
        foreach (var (key, secret) in new[] { ("nobodyskey", "simulatorSecret"), ("simulatorKey", "nobodyssecret") })
        {
            await using var stranger = bench.Open(key, secret);
            var refusal = await RefusedAsync(() => stranger.GetAccountAsync(default), ErrorKind.Unauthorized);
            refusal.ToString().ShouldNotContain(key == "simulatorKey" ? secret : key);
        }
    }

    [Fact]
    public async Task Leverage_SetTwice_IsSet()
    {
        await using var bench = await BeginAsync();
        await bench.Session.SetLeverageAsync(bench.Instrument, 7, MarginMode.Isolated, default);
        await bench.Session.SetLeverageAsync(bench.Instrument, 7, MarginMode.Isolated, default);
        await bench.Session.SetLeverageAsync(bench.Instrument, 3, MarginMode.Cross, default);
        await RefusedAsync(() => bench.Session.SetLeverageAsync(bench.Instrument, 100_000, MarginMode.Cross, default), null);
        var (_, ask) = await bench.BestAsync();
        var order = bench.New(OrderType.Market, OrderSide.Buy, bench.QuantityOf(500, ask));
        await bench.Session.PlaceAsync(order, default);
        // Some venues do not tell it with the position.
        ((await bench.PositionAsync())!.Leverage ?? 3).ShouldBe(3);
    }

    [Fact]
    public async Task Hedged_LongAndShort_StandSideBySide()
    {
        await using var bench = await BeginAsync();
        (await bench.Session.GetAccountAsync(default)).IsHedged.ShouldBe(false);
        await bench.Session.SetPositionModeAsync(true, default);
        await bench.Session.SetPositionModeAsync(true, default);
        var (_, ask) = await bench.BestAsync();
        var quantity = bench.QuantityOf(500, ask);
        var buying = bench.New(OrderType.Market, OrderSide.Buy, quantity, position: PositionSide.Long);
        var selling = bench.New(OrderType.Market, OrderSide.Sell, quantity * 2, position: PositionSide.Short);
        foreach (var order in (Order[])[buying, selling])
        {
            await bench.Session.PlaceAsync(order, default);
            (await FillsAsync(bench, order)).ShouldAllBe(fill => fill.PositionSide == order.Spec.PositionSide);
        }

        (await bench.Session.GetAccountAsync(default)).IsHedged.ShouldBe(true);
        (await bench.PositionAsync(PositionSide.Long))!.Quantity.ShouldBe(quantity);
        (await bench.PositionAsync(PositionSide.Short))!.Quantity.ShouldBe(quantity * -2);
        var closing = bench.New(OrderType.Market, OrderSide.Sell, quantity, position: PositionSide.Long, reduceOnly: true);
        await bench.Session.PlaceAsync(closing, default);
        await FillsAsync(bench, closing);
        (await bench.PositionAsync(PositionSide.Long)).ShouldBeNull();
    }

    [Fact]
    public async Task CashMoves_AskedTwice_AreTheSame()
    {
        await using var bench = await BeginAsync();
        var moves = await bench.Session.GetCashMovesAsync(0, default);
        moves.Select(move => move.Id).ShouldBeUnique();
        (await bench.Session.GetCashMovesAsync(0, default)).ShouldBe(moves);
    }

    [Fact]
    public async Task Stream_Cut_IsMadeAnewAndGoesOn()
    {
        await using var bench = await BeginAsync();
        bench.Simulator.Faults.Inject(new FaultRequest { Fault = FaultKind.Drop });
        await bench.Sink.WhenInterruptedAsync();
        await bench.Sink.WhenConnectedAsync();
        var order = await RestingAsync(bench);
        await bench.Session.PlaceAsync(order, default);
        await ReportAsync(bench, order, OrderState.Accepted);
    }

    [Fact]
    public async Task Position_OnTheStream_IsToldAsItChanges()
    {
        await using var bench = await BeginAsync();
        var (_, ask) = await bench.BestAsync();
        var order = bench.New(OrderType.Market, OrderSide.Buy, bench.QuantityOf(500, ask));
        await bench.Session.PlaceAsync(order, default);
        await bench.Sink.UntilAsync<VenueAccount>(account =>
            account.Positions.Any(position => position.Key == new PositionKey(bench.Instrument, PositionSide.Net) && position.Quantity == order.Spec.Quantity));
    }
}
