using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Domain.Tests.Accounts;

/// <summary>What the book keeps by instrument with every event, against the same added up afresh from its positions and open orders.</summary>
public sealed class ExposureProperties
{
    [Fact]
    public void Exposures_AfterAnyEvents_AreTheSumsTakenAfresh() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var made = new MadeEvents(seed);
            var figures = new AccountFigures();
            for (var i = 0; i < 120; i++)
            {
                made.Next();
                figures.Take(made.Book, made, AccountRules.Default, 1_000_000);
                if (Difference(made, figures) is { } difference)
                    return false.Label($"seed {seed}, event {i}: {difference}");
            }

            return true.Label("");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Take_SomethingWithoutAPrice_IsNamedAndNotTakenForNothing()
    {
        var account = new TestAccount();
        account.Fill(account.Place("k", 2).Order!, "t", 2, 100);
        var figures = new AccountFigures();
        figures.Take(account.Book, account, AccountRules.Default, account.Time);
        figures.Unpriced.ShouldBeNull();
        account.Price = null;
        figures.Take(account.Book, account, AccountRules.Default, account.Time);
        figures.Unpriced.ShouldBe(TestAccount.Id);
    }

    private static string? Difference(MadeEvents made, AccountFigures figures)
    {
        var book = made.Book;
        var instruments = book.Positions.Values.Where(position => !position.IsFlat).Select(position => position.Key.Instrument)
            .Union(book.OpenOrders.Values.Where(order => !order.Spec.ReduceOnly && order.Outstanding > 0).Select(order => order.Spec.Instrument)).ToList();
        var seen = figures.View.Positions.ToArray().ToDictionary(position => position.Instrument);
        if (!instruments.ToHashSet().SetEquals(seen.Keys))
            return $"instruments {string.Join(' ', seen.Keys)}, expected {string.Join(' ', instruments)}";
        foreach (var instrument in instruments)
        {
            var held = book.Positions.Values.Where(position => position.Key.Instrument == instrument).Select(position => position.Quantity).ToList();
            decimal Open(OrderSide side) => book.OpenOrders.Values
                .Where(order => order.Spec.Instrument == instrument && order.Spec.Side == side && !order.Spec.ReduceOnly).Sum(order => order.Outstanding);
            var expected = new RiskPosition(
                instrument, made.BucketOf(instrument), held.Where(quantity => quantity > 0).Sum(), -held.Where(quantity => quantity < 0).Sum(), Open(OrderSide.Buy),
                Open(OrderSide.Sell), made.PriceOf(instrument)!.Value);
            if (seen[instrument] != expected)
                return $"{seen[instrument]}, expected {expected}";
        }

        var equity = AccountValuation.Equity(book, made);
        var free = equity - AccountValuation.MarginUsed(book, made, AccountRules.Default) - AccountValuation.Reserved(book, made, AccountRules.Default);
        if (Math.Abs(figures.View.Equity - equity) > 1e-12m || Math.Abs(figures.Free - free) > 1e-12m)
            return $"equity {figures.View.Equity} and {figures.Free} free, expected {equity} and {free}";
        return figures.Unpriced is { } unpriced ? $"{unpriced} has a price" : null;
    }
}
