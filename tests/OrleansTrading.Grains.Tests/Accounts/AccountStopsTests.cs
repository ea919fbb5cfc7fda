using Microsoft.Extensions.DependencyInjection;
using Orleans;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Grains.Accounts;
using OrleansTrading.TestKit;
using static OrleansTrading.Grains.Tests.Accounts.TradingCluster;

namespace OrleansTrading.Grains.Tests.Accounts;

/// <summary>The kill switch of all accounts.</summary>
public sealed class AccountStopsTests
{
    [Fact]
    public async Task KillAll_OneThatDoesNotAnswer_IsNamedAndTheOthersAreStopped()
    {
        var calls = new Deaf();
        await using var cluster = await StartAsync(
            trading: options =>
            {
                options.Accounts["deaf"] = new AccountOptions();
                options.Accounts["other"] = new AccountOptions();
            },
            services: services => services.AddSingleton<IIncomingGrainCallFilter>(calls));
        await cluster.FollowAsync(100m);
        foreach (var id in new[] { "deaf", "other", "paper" })
            await Eventually.TrueAsync(async () => (await cluster.Account(id).GetAsync()).IsReady, TimeSpan.FromSeconds(30));
        (await cluster.Paper.PlaceAsync(Buy(1m, "before"))).Refusal.ShouldBeNull();

        var stops = await cluster.Market.Service<IAccountStops>().KillAllAsync("a drill", "me");
        stops.Select(stop => (stop.Account, stop.IsStopped)).ShouldBe([("deaf", false), ("other", true), ("paper", true)]);
        stops[0].Reason.ShouldNotBeNull().ShouldContain("did not answer");
        (await cluster.Paper.PlaceAsync(Buy(1m, "after"))).Refusal.ShouldNotBeNull().Code.ShouldBe(RefusalCodes.Killed);
        (await cluster.Account("other").PlaceAsync(Buy(1m, "after"))).Refusal.ShouldNotBeNull().Code.ShouldBe(RefusalCodes.Killed);
        var switched = (await cluster.StoredAsync("other")).OfType<TradingSwitched>().ShouldHaveSingleItem();
        (switched.Switch, switched.Reason, switched.By).ShouldBe((TradingSwitch.Killed, "a drill", "me"));
        (await cluster.StoredAsync("deaf")).OfType<TradingSwitched>().ShouldBeEmpty();
    }

    private sealed class Deaf : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context) => context.MethodName == "SwitchAsync" && $"{context.TargetId}".EndsWith("deaf", StringComparison.Ordinal)
            ? Task.FromException(new TimeoutException("no answer"))
            : context.Invoke();
    }
}
