using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;
using OrleansTrading.TestKit;
using static OrleansTrading.Grains.Tests.Accounts.TradingCluster;

namespace OrleansTrading.Grains.Tests.Accounts;

/// <summary>However absurd the numbers are that an account is asked to trade, protect or limit by: it takes them or says why not, and goes on.</summary>
public sealed class AbsurdInputTests
{
    [Fact]
    public void Account_OfAnySeed_TakesOrRefusesWhateverIsAsked()
    {
        var (placed, refused, guarded) = (0, 0, 0);
        for (var seed = 0; seed < 1_000; seed++)
        {
            var account = new AbsurdAccount(new Random(seed));
            for (var step = 0; step < 40; step++)
            {
                try
                {
                    account.Act();
                }
                catch (Exception failure)
                {
                    Assert.Fail($"Seed {seed}, step {step}: {failure}");
                }
            }

            (placed, refused, guarded) = (placed + account.Placed, refused + account.Refused, guarded + account.Guarded);
        }

        placed.ShouldBeGreaterThan(500);
        refused.ShouldBeGreaterThan(5_000);
        guarded.ShouldBeGreaterThan(100);
    }

    /// <remarks>As a caller of a newer build may send it. Whoever reads the events could not tell what it says.</remarks>
    [Fact]
    public async Task Grain_AskedForAWordThatThereIsNot_RefusesItAndStoresNothing()
    {
        await using var cluster = await StartAsync();
        await cluster.FollowAsync(100m);
        await Eventually.GetAsync(() => cluster.Paper.GetAsync(), view => view.IsReady, Limit);
        var order = Buy(1m, "word");
        foreach (var unknown in new[] { order with { Purpose = (OrderPurpose)200 }, order with { Type = (OrderType)99 }, order with { Side = (OrderSide)7 } })
            (await cluster.Paper.PlaceAsync(unknown)).Refusal!.Code.ShouldBe(RefusalCodes.InvalidOrder);
        (await cluster.StoredAsync()).OfType<OrderRefused>().ShouldBeEmpty();
        (await cluster.Paper.PlaceAsync(order)).Order.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Grain_AskedAbsurdThings_AnswersEachAndTradesOn(int seed)
    {
        var random = new Random(seed);
        await using var cluster = await StartAsync();
        await cluster.FollowAsync(100m);
        var paper = cluster.Paper;
        (await paper.PlaceAsync(Buy(1m, "before"))).Refusal.ShouldBeNull();
        for (var i = 0; i < 250; i++)
        {
            try
            {
                _ = await paper.PreviewAsync(AbsurdInput.Order(random, Instrument, $"p{i}"));
                _ = await paper.PlaceAsync(AbsurdInput.Order(random, Instrument, $"k{i}"));
                _ = await paper.CloseAsync($"c{i}", Key, AbsurdInput.Number(random), "test");
                _ = await paper.SetGuardsAsync(Key, AbsurdInput.Plan(random), "test");
                _ = await paper.ChangeLimitsAsync(AbsurdInput.Limits(random));
            }
            catch (ArgumentException refused) when (refused.Message.EndsWith("(Parameter 'change')", StringComparison.Ordinal))
            {
                // How limits are refused. Of an exception that crossed the wire there is the message.
            }
            catch (Exception failure)
            {
                Assert.Fail($"Seed {seed}, request {i}: {failure}");
            }

            _ = await paper.GetAsync();
            _ = await paper.GetPositionsAsync();
            _ = await paper.GetLimitUseAsync();
        }

        await using var next = await StartAsync(events: cluster.Events);
        await next.FollowAsync(100m);
        await next.Paper.SwitchAsync(TradingSwitch.On, "", "test");
        var after = await next.Paper.PlaceAsync(Sell(1m, "after") with { ReduceOnly = true });
        (after.Refusal?.Code ?? RefusalCodes.NothingToReduce).ShouldBeOneOf(RefusalCodes.NothingToReduce, RefusalCodes.RiskLimit);
    }
}
