using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Contracts.Capture;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Symbols;

/// <remarks>What other silos have recorded before, and what this one may say that it has.</remarks>
public sealed partial class SymbolTradesTests
{
    [Fact]
    public async Task Trades_AnotherSiloRecordedUpToOne_GoOnAfterIt()
    {
        await using var cluster = await StartAsync();
        await cluster.Cluster.Client.GetGrain<IRecordedTradesGrain>(Instrument.Venue).NoteAsync([new(Instrument.Symbol, 5), new("ETHUSDT", 11)]);
        var stream = await FollowAsync(cluster);
        Send(stream, 20);
        await UntilToldAsync(15);
        Feed.Trades.Select(told => told.Trade.Id).Order().ShouldBe(Enumerable.Range(6, 15).Select(id => (long)id));
        await Eventually.TrueAsync(() => Task.FromResult(Feed.Settled == 20), Limit);
    }

    [Fact]
    public async Task Trades_NobodyRecordedAny_BeginWithTheFirst()
    {
        await using var cluster = await StartAsync();
        var stream = await FollowAsync(cluster);
        Send(stream, 20, 23);
        await UntilToldAsync(4);
        Feed.Trades.Select(told => told.Trade.Id).Order().ShouldBe([20L, 21, 22, 23]);
        await Eventually.TrueAsync(() => Task.FromResult(Feed.Settled == 23), Limit);
    }

    [Fact]
    public async Task Trades_WhatIsMissing_IsNotSettled()
    {
        await using var cluster = await StartAsync();
        var stream = await FollowAsync(cluster);
        await Eventually.GetAsync(() => cluster.Symbol(Instrument).GetSnapshotAsync(), seen => seen.Phase == SymbolPhase.Live, Limit);
        _venue.Failure = new VenueException(ErrorKind.Unavailable, isTransient: true, "down");
        Send(stream, 1, 5);
        await Eventually.TrueAsync(() => Task.FromResult(Feed.Settled == 1), Limit);
        _venue.Failure = null;
        await Eventually.TrueAsync(() => Task.FromResult(Feed.Settled == 5), Limit);
    }

    /// <summary>No trade comes by the stream: what the other silo had in memory is asked for all the same.</summary>
    [Fact]
    public async Task Trades_AnotherSiloRecordedUpToOneAndTheMarketIsQuiet_AreFoundWithoutATrade()
    {
        await using var cluster = await StartAsync();
        await cluster.Cluster.Client.GetGrain<IRecordedTradesGrain>(Instrument.Venue).NoteAsync([new(Instrument.Symbol, 5)]);
        Exist(upTo: 9);
        await FollowAsync(cluster);
        await UntilToldAsync(4);
        Feed.Trades.Select(told => told.Trade.Id).ShouldBe([6L, 7, 8, 9]);
        await Eventually.TrueAsync(() => Task.FromResult(Feed.Settled == 9), Limit);
    }

    [Fact]
    public async Task Trades_NotRecordedAtAll_AreNotAskedForWhereOthersRecordThem()
    {
        Feed.RecordsTrades = false;
        await using var cluster = await StartAsync();
        await cluster.Cluster.Client.GetGrain<IRecordedTradesGrain>(Instrument.Venue).NoteAsync([new(Instrument.Symbol, 5)]);
        var stream = await FollowAsync(cluster);
        Send(stream, 20, 22);
        await UntilToldAsync(3);
        Feed.Trades.Select(told => told.Trade.Id).Order().ShouldBe([20L, 21, 22]);
        _venue.TradeRequests.ShouldAllBe(from => from > 20);
    }

    /// <summary>The store is away for long: the symbol is live, trades are recorded, and nothing is asked for or lost of which it is not known whether it lies elsewhere.</summary>
    [Fact]
    public async Task Trades_StoreIsAway_AreRecordedAndWhatLiesBeforeWaits()
    {
        var states = new FailingGrainStorage();
        Feed.LastTradeId = 5;
        await using var cluster = await StartAsync(most: 100, states: states);
        await cluster.Cluster.Client.GetGrain<IRecordedTradesGrain>(Instrument.Venue).NoteAsync([new(Instrument.Symbol, 990)]);
        await cluster.DisposeAsync();
        states.IsAway = true;
        await using var next = await StartAsync(most: 100, states: states);
        var stream = await FollowAsync(next);
        Send(stream, 1000, 1002);
        await UntilToldAsync(3);
        await Eventually.TrueAsync(() => Task.FromResult(states.Failures >= 2), Limit);
        (await next.Symbol(Instrument).GetSnapshotAsync()).Phase.ShouldBe(SymbolPhase.Live);
        (Feed.Settled, Feed.Trades.Length).ShouldBe((null, 3));
        _venue.TradeRequests.ShouldAllBe(from => from > 1000);

        states.IsAway = false;
        await UntilToldAsync(12);
        Feed.Trades.Select(told => told.Trade.Id).Order().ShouldBe(Enumerable.Range(991, 12).Select(id => (long)id));
        await Eventually.TrueAsync(() => Task.FromResult(Feed.Settled == 1002), Limit);
        (await next.Cluster.Client.GetGrain<IAlertsGrain>(IAlertsGrain.Key).ListAsync(openOnly: true, 10)).ShouldNotContain(alert => IsOfLost(alert));
    }
}
