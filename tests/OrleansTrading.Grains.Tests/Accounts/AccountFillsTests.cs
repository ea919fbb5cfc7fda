using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using static OrleansTrading.Grains.Tests.Accounts.TradingCluster;

namespace OrleansTrading.Grains.Tests.Accounts;

/// <summary>What it costs to be asked for executions: pages of events read back, each of which orders wait for.</summary>
public sealed class AccountFillsTests
{
    private const int Moves = 25_000;
    private const int Booked = AccountBook.MaxRecentFills + 100;

    private static readonly InstrumentId Rare = new("fake", "RAREUSDT");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NewestFills_OfWhateverInstrument_AreAnsweredWithoutTheJournal_AndOlderOnesWithAPartOfIt()
    {
        var store = new GatedEventStore();
        var version = await store.AppendAsync("paper", 0, [new AccountOpened(Start, "paper", "paper", true, "USDT", false), FillOf(Rare, 0), FillOf(Rare, 1)], Token);
        for (; version < Moves; version += 5_000)
            await store.AppendAsync("paper", version, [.. Enumerable.Range(0, 5_000).Select(i => new CashMoved(Start, $"f{version + i}", CashReason.Funding, "USDT", 0.01m, null))], Token);
        await store.AppendAsync("paper", version, [.. Enumerable.Range(0, Booked).Select(i => FillOf(Instrument, i))], Token);
        await using var cluster = await StartAsync(events: store);

        (await cluster.Paper.GetFillsAsync(null, null, 300)).Select(fill => fill.TradeId).ShouldBe(Enumerable.Range(0, 300).Select(i => $"{Booked - 1 - i}"));
        (await cluster.Paper.GetFillsAsync(Instrument, null, 10)).Length.ShouldBe(10);
        (await cluster.Paper.GetFillsAsync(Rare, null, 200)).ShouldBeEmpty();
        store.PagesBack.ShouldBe(0);

        // Fifty more than are at hand lie before that time.
        (await cluster.Paper.GetFillsAsync(Instrument, Start + 150, 120)).Select(fill => fill.TradeId).ShouldBe(Enumerable.Range(0, 120).Select(i => $"{149 - i}"));
        store.PagesBack.ShouldBe(1);
        (await cluster.Paper.GetFillsAsync(Rare, Start + 150, 200)).ShouldBeEmpty();
        store.PagesBack.ShouldBe(1 + (IAccountGrain.FillsReach / 1000));
    }

    private static FillBooked FillOf(InstrumentId instrument, int i) =>
        new(Start + i, new Fill(instrument, $"{i}", null, null, (OrderSide)(i % 2), PositionSide.Net, 100, 1, 0, "USDT", false, Start + i));
}
