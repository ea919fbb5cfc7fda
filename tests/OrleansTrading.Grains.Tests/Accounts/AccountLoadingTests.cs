using OrleansTrading.Domain.Accounts;
using OrleansTrading.Storage.Memory;
using OrleansTrading.TestKit;
using static OrleansTrading.Grains.Tests.Accounts.TradingCluster;

namespace OrleansTrading.Grains.Tests.Accounts;

public sealed class AccountLoadingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Account_OfManyEvents_KeepsWhatTheyHaveComeTo_AndComesUpFromThere()
    {
        var store = new MemoryAccountEventStore();
        AccountEvent[] beginning =
        [
            new AccountOpened(Start, "paper", "paper", true, "USDT", false), new CashMoved(Start, "opening/USDT", CashReason.Opening, "USDT", 10_000, null),
        ];
        await store.AppendAsync("paper", 0, beginning, Token);
        for (var after = 2L; after < 20_002; after += 5_000)
            await store.AppendAsync("paper", after, [.. Enumerable.Range(0, 5_000).Select(i => new CashMoved(Start, $"f{after + i}", CashReason.Funding, "USDT", 0.01m, null))], Token);
        await using (var cluster = await StartAsync(events: store))
        {
            await Eventually.TrueAsync(async () => await store.FindStateAsync("paper", Token) is not null, Limit);
            (await cluster.Paper.GetAsync()).Cash.ShouldBe(10_200m);
        }

        var kept = (await store.FindStateAsync("paper", Token)).ShouldNotBeNull();
        kept.Version.ShouldBeGreaterThanOrEqualTo(20_002);
        // Told apart from the events: the next activation begins with it.
        await store.SaveStateAsync("paper", kept with { Cash = [new KeptAmount("USDT", 77)] }, Token);
        await using var again = await StartAsync(events: store);
        (await again.Paper.GetAsync()).Cash.ShouldBe(77m);
    }
}
