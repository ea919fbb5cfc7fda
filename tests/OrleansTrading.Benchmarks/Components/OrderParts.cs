using BenchmarkDotNet.Attributes;
using OrleansTrading.Benchmarks.Trading;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Benchmarks.Components;

/// <summary>An order from its intent to its end, and an account that decides one.</summary>
public class OrderParts
{
    private const int Steps = 4;

    private static readonly Order Intended = new(
        "id", new OrderSpec(new InstrumentId("venue", "BTCUSDT"), OrderSide.Buy, PositionSide.Net, OrderType.Limit, 0.5m, 100, null, null, TimeInForce.GoodTillCancel, ReduceOnly: false),
        OrderPurpose.Manual, "key", 1);

    private static readonly OrderReport Accepted = new("id", "1", OrderState.Accepted, 0, null, 2, null);
    private static readonly OrderReport Filled = new("id", "1", OrderState.Filled, 0.5m, 100, 4, null);

    private MadeUpAccount _account = null!;
    private int _run;

    [GlobalSetup]
    public void Prepare()
    {
        _account = new MadeUpAccount(100);
        if (Live().State != OrderState.Filled)
            throw new InvalidOperationException("The order did not come to its end.");
    }

    [Benchmark(Description = "order: one step of its states", OperationsPerInvoke = Steps)]
    public Order Live()
    {
        var order = OrderMachine.Send(Intended, 2).Order;
        order = OrderMachine.Report(order, Accepted).Order;
        order = OrderMachine.Book(order, 0.5m, 100, 3).Order;
        return OrderMachine.Report(order, Filled).Order;
    }

    [Benchmark(Description = "account of 100 positions decides an order, and is told that it was refused")]
    public void Decide() => _account.DecideAndForget(_run++);
}
