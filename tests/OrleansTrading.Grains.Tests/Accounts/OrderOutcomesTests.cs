using System.Collections.Immutable;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;
using OrleansTrading.Grains.Accounts;
using OrleansTrading.Grains.Tests.Measuring;
using OrleansTrading.TestKit;
using static OrleansTrading.Grains.Tests.Accounts.TradingCluster;

namespace OrleansTrading.Grains.Tests.Accounts;

/// <summary>What the metrics count of orders: each once, and none that a silo which goes leaves behind.</summary>
public sealed class OrderOutcomesTests : IDisposable
{
    private readonly FakeTrading _venue = new();
    private readonly string _account = $"o{Guid.NewGuid():N}";
    private readonly MeterReadings _readings;

    public OrderOutcomesTests() => _readings = new MeterReadings(_account);

    public void Dispose() => _readings.Dispose();

    [Fact]
    public async Task Order_InFlightWhenItsSiloGoes_IsNotCountedAsUnknown()
    {
        var cluster = await StartAsync();
        _venue.OrdersHeld = new TaskCompletionSource().Task;
        var placing = cluster.Account(_account).PlaceAsync(Limited(OrderSide.Buy, 1m, 90m, "k1"));
        await Eventually.TrueAsync(() => Task.FromResult(_venue.Asked > 0), Limit);
        await cluster.DisposeAsync();
        // Answered or not: nobody is there any more.
        await Task.WhenAny(placing).WaitAsync(Limit, TestContext.Current.CancellationToken);
        Counts().ShouldBe((0, 0));
    }

    [Fact]
    public async Task Order_WhoseAnswerCannotBeTaken_IsCountedOnce()
    {
        await using var cluster = await StartAsync();
        _venue.Script.Enqueue(order => Task.FromResult(_venue.Take(order) with { OrderId = null! }));
        var placed = await cluster.Account(_account).PlaceAsync(Limited(OrderSide.Buy, 1m, 90m, "k1"));
        await Eventually.GetAsync(() => cluster.Account(_account).FindOrderAsync(placed.Order!.Id), order => order!.State == OrderState.Accepted, Limit);
        Counts().ShouldBe((1, 0));
    }

    [Fact]
    public async Task Order_NotAnswered_IsCountedAsUnknown()
    {
        await using var cluster = await StartAsync();
        _venue.Script.Enqueue(_ => throw FakeTrading.NoAnswer());
        await cluster.Account(_account).PlaceAsync(Limited(OrderSide.Buy, 1m, 90m, "k1"));
        Counts().ShouldBe((0, 1));
    }

    private (double? Acknowledged, double? Unknown) Counts() => (
        _readings.Sum("accounts.order_outcomes{outcome=acknowledged}"), _readings.Sum("accounts.order_outcomes{outcome=unknown}"));

    private async Task<TradingCluster> StartAsync()
    {
        var cluster = await TradingCluster.StartAsync(
            connector: _venue, trading: options => options.Accounts[_account] = new AccountOptions { Venue = "fake", Key = "public", Secret = "secret" });
        await cluster.FollowAsync(100m);
        var account = cluster.Account(_account);
        await Eventually.GetAsync(account.GetAsync, view => view.IsReady, Limit);
        await account.ChangeLimitsAsync(new LimitsChange(
            ImmutableDictionary<RiskRule, RiskLimit?>.Empty.Add(RiskRule.Leverage, new RiskLimit(5, BreachAction.Refuse)), "test"));
        (await account.SwitchAsync(TradingSwitch.On, "a test", "test")).Refusal.ShouldBeNull();
        return cluster;
    }
}
