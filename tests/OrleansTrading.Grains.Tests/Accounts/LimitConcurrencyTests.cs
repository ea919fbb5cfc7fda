using System.Collections.Immutable;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;
using OrleansTrading.Grains.Accounts;
using OrleansTrading.TestKit;
using static OrleansTrading.Grains.Tests.Accounts.TradingCluster;

namespace OrleansTrading.Grains.Tests.Accounts;

/// <summary>Many orders at once, each of which alone would keep the limit.</summary>
public sealed class LimitConcurrencyTests : IAsyncDisposable
{
    private const string Live = "live";
    private const decimal Price = 100m;
    private const decimal Most = 2_000m;

    private readonly StopTrading _trading = new(Price);

    public ValueTask DisposeAsync() => _trading.DisposeAsync();

    [Theory]
    [InlineData("paper", RiskRule.SymbolNotional, BreachAction.Refuse)]
    [InlineData("paper", RiskRule.TotalExposure, BreachAction.Reduce)]
    [InlineData(Live, RiskRule.SymbolNotional, BreachAction.Reduce)]
    [InlineData(Live, RiskRule.TotalExposure, BreachAction.Refuse)]
    public async Task Orders_ManyAtOnce_NeverExceedTheLimitAndFillIt(string id, RiskRule rule, BreachAction action)
    {
        var store = new GatedEventStore();
        await using var cluster = await StartAsync(
            events: store, trading: options => options.Accounts[Live] = new AccountOptions { Venue = "fake", Key = "k", Secret = "s" }, connector: _trading);
        await cluster.FollowAsync(Price);
        var account = cluster.Account(id);
        await Eventually.TrueAsync(async () => (await account.GetAsync()).IsReady, TimeSpan.FromSeconds(30));
        await account.ChangeLimitsAsync(new LimitsChange(
            ImmutableDictionary<RiskRule, RiskLimit?>.Empty.Add(rule, new RiskLimit(Most, action)).Add(RiskRule.PositionNotional, null), "test"));
        (await account.SwitchAsync(TradingSwitch.On, "test", "test")).Refusal.ShouldBeNull();

        // Nothing is stored, and so nothing sent, until all have been asked: what is decided is decided on reservations alone.
        var random = new Random(7);
        var before = (await account.GetAsync()).Version;
        store.Hold();
        var asked = Enumerable.Range(0, 60).Select(number => account.PlaceAsync(Order(number, random.Next(100, 2_000) / 1_000m))).ToList();
        await Eventually.GetAsync(account.GetAsync, view => view.Version >= before + asked.Count, Limit);
        store.Waiting.ShouldBeGreaterThan(0);
        store.Release();
        var answers = await Task.WhenAll(asked).WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, TestContext.Current.CancellationToken);
        answers.Count(answer => answer.Refusal is { Code: RefusalCodes.RiskLimit }).ShouldBeGreaterThan(10);
        answers.Count(answer => answer.Refusal is null).ShouldBeGreaterThan(10);

        var (book, highest) = (new AccountBook(), 0m);
        foreach (var happened in await cluster.StoredAsync(id))
        {
            book.Apply(happened);
            var value = (book.PositionOf(Key).Quantity * Price)
                + book.OpenOrders.Values.Where(order => !order.Spec.OnlyReduces).Sum(order => order.Outstanding * Math.Max(Price, order.Spec.Price ?? 0));
            value.ShouldBeLessThanOrEqualTo(Most, $"after event {book.Version}, {happened}");
            highest = Math.Max(highest, value);
        }

        highest.ShouldBeGreaterThan(Most * 0.9m);
        book.PositionOf(Key).Quantity.ShouldBeGreaterThan(1m);
    }

    /// <summary>Every third rests below the market.</summary>
    private static PlaceOrder Order(int number, decimal quantity) =>
        number % 3 == 0 ? Limited(OrderSide.Buy, quantity, Price - 1, $"key{number}") : Buy(quantity, $"key{number}");
}
