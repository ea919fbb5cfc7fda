using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Symbols;

/// <remarks>What the recording had to let go.</remarks>
public sealed partial class SymbolTradesTests
{
    [Fact]
    public async Task Trades_RecordingHadToLetGo_AreBroughtForItAlone()
    {
        await using var cluster = await StartAsync();
        var stream = await FollowAsync(cluster);
        Send(stream, [.. Enumerable.Range(1, 30)]);
        await UntilToldAsync(30);
        (Feed.LastTradeId, Feed.Resumptions) = (10, 1);
        await UntilToldAsync(50);
        Feed.Trades.Skip(30).ShouldBe(Enumerable.Range(11, 20).Select(at => (At(at), true)));
        // What follows the newest may be asked for too, for the stream is silent.
        _venue.TradeRequests.Where(from => from < 30).ShouldBe([11L]);
    }

    [Fact]
    public async Task Trades_RecordingHadToLetGoMoreThanMayBeAskedFor_TheYoungestAreBrought()
    {
        await using var cluster = await StartAsync(most: 2_000);
        var stream = await FollowAsync(cluster);
        // In two parts, so that the symbol's queue has room for each.
        Send(stream, [.. Enumerable.Range(1, 2_500)]);
        await UntilToldAsync(2_500);
        Send(stream, [.. Enumerable.Range(2_501, 2_500)]);
        await UntilToldAsync(5_000);
        _venue.BudgetWait = TimeSpan.FromSeconds(3);
        (Feed.LastTradeId, Feed.Resumptions) = (10, 1);
        await Eventually.TrueAsync(async () => (await cluster.Symbol(Instrument).GetSnapshotAsync()).Phase == SymbolPhase.Live, Limit);
        var asked = _venue.TradeRequests.Count;
        Feed.Trades.Length.ShouldBe(5_000, "the venue has no room for it");
        _venue.BudgetWait = TimeSpan.Zero;

        await UntilToldAsync(7_000);

        Feed.Trades.Skip(5_000).Select(told => told.Trade.Id).ShouldBe(Enumerable.Range(3_001, 2_000).Select(id => (long)id));
        _venue.TradeRequests.Skip(asked).Where(from => from < 5_000).ShouldBe([3_001L, 4_001]);
    }

    [Fact]
    public async Task Trades_RecordingHadToLetGoOfAVenueWithoutHistory_CountAsLostAndAreToldOf()
    {
        _venue.Capabilities = VenueCapabilities.Everything with { HasTradeHistory = false };
        await using var cluster = await StartAsync();
        var stream = await FollowAsync(cluster);
        Send(stream, [.. Enumerable.Range(1, 30)]);
        await UntilToldAsync(30);
        (Feed.LastTradeId, Feed.Resumptions) = (10, 1);
        (await LostAsync(cluster)).Detail.ShouldContain("20 trades");
        _venue.TradeRequests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Trades_RecordingHadToLetGoAndTheVenueDoesNotHave_CountAsLostAndAreToldOf()
    {
        await using var cluster = await StartAsync();
        var stream = await FollowAsync(cluster);
        Send(stream, [.. Enumerable.Range(1, 30)]);
        await UntilToldAsync(30);
        lock (_venue.Trades)
            (_, _) = (_venue.Trades.Remove(14), _venue.Trades.Remove(15));
        (Feed.LastTradeId, Feed.Resumptions) = (10, 1);
        (await LostAsync(cluster)).Detail.ShouldContain("2 trades");
        Feed.Trades.Length.ShouldBe(48);
    }
}
