using OrleansTrading.Domain.Arbitrage;
using OrleansTrading.Storage.Records;
using static OrleansTrading.Storage.Tests.Records.Made;

namespace OrleansTrading.Storage.Tests.Records;

/// <summary>What is asked of the history of arbitrage.</summary>
public abstract partial class RecordStoresConformance
{
    protected abstract IArbitrageStore Arbitrage { get; }

    [Fact]
    public async Task SaveArbitrage_Again_IsOneOpportunityInItsNewForm()
    {
        await Arbitrage.SaveAsync([Opportunity(23.9), Opportunity(24.1, "ETH")], Token);
        var closed = Opportunity(23.9) with { ClosedAt = At(25), End = ArbitrageEnd.Closed, BestNetBps = 12.5 };
        await Arbitrage.SaveAsync([closed], Token);
        (await Arbitrage.ListAsync(null, null, 10, Token)).ShouldBe([Opportunity(24.1, "ETH"), closed]);
        (await Arbitrage.ListAsync("BTC", null, 10, Token)).ShouldBe([closed]);
        (await Arbitrage.ListAsync(null, At(24), 10, Token)).ShouldBe([closed]);
        (await Arbitrage.ListAsync(null, null, 1, Token)).ShouldBe([Opportunity(24.1, "ETH")]);
    }

    [Fact]
    public async Task PruneArbitrage_BeforeATime_ForgetsWholeDaysAndNothingNewer()
    {
        await Arbitrage.SaveAsync([.. Enumerable.Range(0, 5).Select(day => Opportunity((day * 24) + 12))], Token);
        (await Arbitrage.PruneAsync(At(48), Token)).ShouldBe(2);
        (await Arbitrage.ListAsync(null, null, 10, Token)).Count.ShouldBe(3);
        (await Arbitrage.PruneAsync(At(48), Token)).ShouldBe(0);
    }

    [Fact]
    public async Task SaveArbitrage_WhatCannotBe_IsRefusedAndNothingSaved()
    {
        await Should.ThrowAsync<ArgumentException>(() => Arbitrage.SaveAsync([Opportunity(1), Opportunity(2) with { OpenedAt = -1 }], Token));
        (await Arbitrage.ListAsync(null, null, 10, Token)).ShouldBeEmpty();
    }

    private static ArbitrageOpportunity Opportunity(double hours, string asset = "BTC") => new(
        asset, At(hours),
        new ArbitrageSpread(Bitcoin, Ether, 0.1 + 0.2, 100.5, 101.25, 74.6, 54.6, 3, 1.5, -219, TimeSpan.FromMilliseconds(12.5), TimeSpan.Zero, SameQuote: true),
        60, At(hours) + 500, 2, null, null);
}
