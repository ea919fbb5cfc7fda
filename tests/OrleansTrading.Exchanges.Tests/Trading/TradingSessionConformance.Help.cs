using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Tests.Streams;

namespace OrleansTrading.Exchanges.Tests.Trading;

/// <summary>What the tests have in common.</summary>
public abstract partial class TradingSessionConformance
{
    private async Task<TradingBench> BeginAsync()
    {
        var bench = await StartAsync();
        await bench.BeginAsync();
        return bench;
    }

    /// <summary>A limit order that will not trade while the test runs.</summary>
    private static async Task<Order> RestingAsync(TradingBench bench)
    {
        var (bid, _) = await bench.BestAsync();
        return bench.New(OrderType.Limit, OrderSide.Buy, bench.QuantityOf(500, bid), price: bench.ToTick(bid * 0.96m));
    }

    /// <summary>Every execution of an order that fills whole, as the stream tells them.</summary>
    private static async Task<List<Fill>> FillsAsync(TradingBench bench, Order order)
    {
        var fills = new List<Fill>();
        while (fills.Sum(fill => fill.Quantity) < order.Spec.Quantity)
            fills.Add(await bench.Sink.UntilAsync<Fill>(fill => fill.OrderId == order.Id));
        fills.Sum(fill => fill.Quantity).ShouldBe(order.Spec.Quantity);
        return fills;
    }

    private static Task<OrderReport> ReportAsync(TradingBench bench, Order order, OrderState state) =>
        bench.Sink.UntilAsync<OrderReport>(report => report.OrderId == order.Id && report.State == state);

    /// <summary>Refused, or taken and ended by the venue: either way nothing has traded, and that is certain.</summary>
    private static async Task EndsWithoutTradeAsync(TradingBench bench, Order order)
    {
        try
        {
            await bench.Session.PlaceAsync(order, default);
            var ended = await bench.Sink.UntilAsync<OrderReport>(report => report.OrderId == order.Id && report.State is not (OrderState.Accepted or OrderState.New));
            (ended.State is OrderState.Expired or OrderState.Cancelled or OrderState.Rejected, ended.Filled).ShouldBe((true, 0m), ended.ToString());
        }
        catch (VenueException refusal)
        {
            (refusal.Kind, refusal.IsOutcomeUnknown).ShouldBe((ErrorKind.OrderRejected, false), refusal.Message);
        }

        (await bench.Session.GetAccountAsync(default)).Positions.ShouldBeEmpty();
        (await bench.Session.GetOpenOrdersAsync(default)).ShouldBeEmpty();
    }

    private static async Task<VenueException> RefusedAsync(Func<Task> call, ErrorKind? kind)
    {
        var refusal = await Should.ThrowAsync<VenueException>(call().WaitAsync(Patience.Long));
        refusal.IsOutcomeUnknown.ShouldBeFalse(refusal.Message);
        if (kind is { } expected)
            refusal.Kind.ShouldBe(expected, refusal.Message);
        return refusal;
    }
}
