using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.Tests.Trading;

/// <summary>Any orders at any times: the books balance, nothing trades that was not asked for, and nothing hangs on when anybody looks.</summary>
public class TradingVenueProperties
{
    private static readonly string[] Symbols = ["BTCUSDT", "ETHUSDT", "SOLUSDT"];

    private static Gen<Action[]> Scripts { get; } =
        (from wait in Gen.Frequency((3, Gen.Choose(0, 2_000)), (2, Gen.Choose(2_000, 120_000)), (1, Gen.Choose(0, 20_000_000)))
         from kind in Gen.Choose(0, 9)
         from symbol in Gen.Choose(0, 2)
         from side in Gen.Elements(OrderSide.Buy, OrderSide.Sell)
         from size in Gen.Choose(1, 400)
         from away in Gen.Choose(-30, 200)
         from duration in Gen.Elements(OrderDuration.UntilCancelled, OrderDuration.ImmediateOrCancel, OrderDuration.FillOrKill, OrderDuration.PostOnly)
         from reduces in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
         select new Action(wait, kind, Symbols[symbol], side, size, away, duration, reduces)).ArrayOf(25);

    [Fact]
    public void Books_AfterAnyOrders_Balance() => Prop.ForAll(Scripts.ToArbitrary(), script =>
    {
        var test = Run(script, []);
        var account = test.Account;
        account.Wallet.ShouldBe(account.Ledger.Sum(entry => entry.Amount));
        account.Wallet.ShouldBe(100_000 - account.Executions.Sum(fill => fill.Fee) + account.Executions.Sum(fill => fill.RealisedPnl)
            + account.Ledger.Where(entry => entry.Kind == LedgerKind.Funding).Sum(entry => entry.Amount));
        foreach (var symbol in Symbols)
        {
            var fills = account.Executions.Where(fill => fill.Symbol == symbol).ToList();
            var position = account.Position(symbol, PositionSide.Both);
            position.Quantity.ShouldBe(fills.Sum(Signed));
            position.Cost.ShouldBe(fills.Sum(fill => Signed(fill) * fill.Price) + position.Realised);
            position.Realised.ShouldBe(fills.Sum(fill => fill.RealisedPnl));
        }

        foreach (var order in account.Orders)
        {
            var fills = account.Executions.Where(fill => fill.OrderId == order.Id).ToList();
            order.Executed.ShouldBe(fills.Sum(fill => fill.Quantity));
            order.Proceeds.ShouldBe(fills.Sum(fill => fill.Quantity * fill.Price));
            order.Executed.ShouldBeLessThanOrEqualTo(order.Terms.Quantity);
            (order.Status == OrderStatus.Filled).ShouldBe(order.Executed == order.Terms.Quantity);
            // A fill keeps to the price that the order had then.
            if (order.Terms.Price is { } limit && !test.Notices.OfType<OrderNotice>().Any(notice => notice.Order.Id == order.Id && notice.Change == OrderChange.Amended))
                fills.ShouldAllBe(fill => order.Sign > 0 ? fill.Price <= limit : fill.Price >= limit);
        }

        account.Executions.Select(fill => fill.Id).ShouldBe(account.Executions.Select(fill => fill.Id).Distinct().Order());
        Told(test).ShouldBe(account.Executions.Select(fill => fill.Id));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void Outcome_DoesNotHangOnWhenAnybodyLooks() => Prop.ForAll(Scripts.ToArbitrary(), Gen.Choose(1, 4_000).ArrayOf(40).ToArbitrary(), (script, looks) =>
    {
        var (quiet, watched) = (Run(script, []), Run(script, looks));
        watched.Account.Executions.ShouldBe(quiet.Account.Executions);
        watched.Account.Ledger.ShouldBe(quiet.Account.Ledger);
        watched.Account.Orders.Select(Facts).ShouldBe(quiet.Account.Orders.Select(Facts));
        watched.Account.Conditionals.Select(order => (order.Id, order.Status, order.Triggered, order.OrderId))
            .ShouldBe(quiet.Account.Conditionals.Select(order => (order.Id, order.Status, order.Triggered, order.OrderId)));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    private static TestVenue Run(Action[] script, int[] looks)
    {
        var test = new TestVenue(balance: 100_000);
        var looked = 0;
        foreach (var action in script)
        {
            var until = test.Now + action.Wait;
            while (looks.Length > 0 && test.Now < until)
            {
                test.Now = Math.Min(until, test.Now + Math.Max(looks[looked++ % looks.Length], action.Wait / 100));
                test.Venue.Advance(test.Now);
            }

            test.Now = until;
            test.Venue.Advance(until);
            Do(test, action);
        }

        test.Advance(TimeSpan.FromMinutes(1));
        return test;
    }

    private static void Do(TestVenue test, Action action)
    {
        var best = test.Best(action.Side, action.Symbol);
        var sign = action.Side == OrderSide.Buy ? 1 : -1;
        var quantity = action.Size * test.Symbol(action.Symbol).Spec.Quantity(test.Symbol(action.Symbol).Spec.StepUnits);
        var price = best - (sign * action.Away * test.Tick(action.Symbol));
        switch (action.Kind)
        {
            case 0 or 1 or 2:
                test.Place(test.Market(action.Side, quantity, reduceOnly: action.Reduces, symbol: action.Symbol));
                break;
            case 3 or 4 or 5 or 6:
                test.Place(test.Limit(action.Side, quantity, price, action.Duration, action.Reduces, action.Symbol));
                break;
            case 7 when test.Account.OpenOrders.FirstOrDefault() is { } open:
                test.Venue.Cancel(test.Account, open, test.Now);
                break;
            case 8 when test.Account.OpenOrders.LastOrDefault() is { } open && open.Symbol == action.Symbol:
                test.Venue.Amend(test.Account, open, quantity, price, test.Now);
                break;
            case 9:
                test.Venue.Place(test.Account, new ConditionalTerms
                {
                    Order = test.Market(action.Side, quantity, reduceOnly: action.Reduces, symbol: action.Symbol),
                    Kind = action.Size % 3 == 0 ? ConditionalKind.Trailing : action.Away < 0 ? ConditionalKind.Stop : ConditionalKind.TakeProfit,
                    Trigger = action.Size % 3 == 0 ? null : price,
                    CallbackRate = 0.001m,
                    Watches = action.Size % 2 == 0 ? TriggerPrice.Last : TriggerPrice.Mark,
                }, test.Now);
                break;
        }
    }

    private static IEnumerable<long> Told(TestVenue test) => test.Notices.OfType<OrderNotice>().Where(notice => notice.Execution is not null).Select(notice => notice.Execution!.Id);

    private static decimal Signed(Execution fill) => fill.Side == OrderSide.Buy ? fill.Quantity : -fill.Quantity;

    private static object Facts(Order order) => (order.Id, order.Status, order.Executed, order.Proceeds, order.Created, order.Updated);

    private sealed record Action(int Wait, int Kind, string Symbol, OrderSide Side, int Size, int Away, OrderDuration Duration, bool Reduces);
}
