using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Domain.Tests.Risk;

public sealed class RiskCheckProperties
{
    private const int AccountsOfASeed = 400;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Check_OfAnyAccount_IsWhatListingEveryOutcomeSays(int seed)
    {
        foreach (var (account, name) in Accounts(seed))
        {
            var verdict = RiskCheck.Check(account.View, account.Order, account.Limits);
            var (quantity, action) = new RiskOracle(account).Judge();
            verdict.Quantity.ShouldBe(quantity, $"{name}: {verdict}");
            (verdict.Reason is null).ShouldBe(action is null, name);
            if (action is not null)
                verdict.Action.ShouldBe(action.Value, name);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Check_WhatItLetsThrough_BreachesNothingAndOneStepMoreWould(int seed)
    {
        foreach (var (account, name) in Accounts(seed))
        {
            var (order, verdict) = (account.Order, RiskCheck.Check(account.View, account.Order, account.Limits));
            var oracle = new RiskOracle(account);
            if (verdict.Quantity == 0 || (order.ReduceOnly && account.Limits.IsEmpty))
                continue;
            if (!order.ReduceOnly)
                oracle.Breached(verdict.Quantity).ShouldBeEmpty(name);
            if (verdict.Quantity == order.Quantity)
                continue;
            (verdict.Quantity % order.StepSize).ShouldBe(0, name);
            var more = verdict.Quantity + order.StepSize;
            if (more <= order.Quantity)
                oracle.Breached(more).ShouldNotBeEmpty(name);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Check_PositionsInAnotherOrder_IsTheSame(int seed)
    {
        foreach (var (account, name) in Accounts(seed))
        {
            var view = account.View;
            var turned = view with { Positions = view.Positions.ToArray().Reverse().ToArray() };
            RiskCheck.Check(turned, account.Order, account.Limits).ShouldBe(RiskCheck.Check(view, account.Order, account.Limits), name);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Check_OrdersOneAfterTheOther_NeverMakeMoreThanTheLimitOfTheWhole(int seed)
    {
        var random = new Random(seed);
        var limits = new RiskLimits
        {
            TotalExposure = new RiskLimit(3000, BreachAction.Reduce),
            SymbolNotional = new RiskLimit(1200, BreachAction.Reduce),
            OpenPositions = new RiskLimit(4, BreachAction.Refuse),
        };
        var book = new Dictionary<string, RiskPosition>(StringComparer.Ordinal);
        for (var i = 0; i < 200; i++)
        {
            var order = MadeAccount.Make(random.Next()).Order with { ReduceOnly = false };
            order = order with { Instrument = new("venue", $"S{random.Next(8)}USDT"), Price = 10, MarkPrice = 10, LimitPrice = null };
            var verdict = RiskCheck.Check(new RiskView(5000, 5000, 5000, book.Values.ToArray(), 0), order, limits);
            var key = order.Instrument.Symbol;
            var known = book.TryGetValue(key, out var there) ? there : new RiskPosition(order.Instrument, order.Bucket, 0, 0, 0, 0, 10);
            book[key] = order.Side == OrderSide.Buy
                ? known with { OpenBuys = known.OpenBuys + verdict.Quantity }
                : known with { OpenSells = known.OpenSells + verdict.Quantity };
            if (verdict.IsRefused && known is { OpenBuys: 0, OpenSells: 0 })
                book.Remove(key);
            book.Values.Sum(position => Math.Max(position.OpenBuys, position.OpenSells) * 10).ShouldBeLessThanOrEqualTo(3000, $"seed {seed}, order {i}");
            book.Values.ShouldAllBe(position => (position.OpenBuys + position.OpenSells) * 10 <= 1200);
            book.Count.ShouldBeLessThanOrEqualTo(4);
        }
    }

    private static IEnumerable<(MadeAccount Account, string Name)> Accounts(int seed) =>
        Enumerable.Range(seed * AccountsOfASeed, AccountsOfASeed).Select(number => (MadeAccount.Make(number), $"account {number}"));
}
