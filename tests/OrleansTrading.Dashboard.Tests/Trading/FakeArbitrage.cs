using System.Collections.Immutable;
using OrleansTrading.Contracts.Arbitrage;
using OrleansTrading.Dashboard.Trading.Arbitrage;
using OrleansTrading.Domain.Arbitrage;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Dashboard.Tests.Trading;

/// <summary>Two made-up comparisons: one with an open opportunity, one whose venue is left out.</summary>
internal sealed class FakeArbitrage : IArbitrageReader
{
    private static readonly InstrumentId Binance = new("binance", "BTCUSDT");
    private static readonly InstrumentId Okx = new("okx", "BTC-USDT-SWAP");
    private static readonly InstrumentId Kraken = new("kraken", "XBTUSD");

    public IReadOnlyList<string> Assets { get; init; } = ["BTC", "ETH"];

    /// <summary>An asset whose comparison never answers.</summary>
    public string? Silent { get; init; }

    /// <summary>Set: past opportunities cannot be read.</summary>
    public volatile bool HistoryFails;

    public Task<ArbitrageView> GetAsync(string asset)
    {
        if (asset == Silent)
            return new TaskCompletionSource<ArbitrageView>().Task;
        return Task.FromResult(asset == "BTC" ? Bitcoin() : new ArbitrageView(
            asset, FakeAccount.Now, [], [], [new ArbitrageGap("kraken:ETHUSD", "Its book has been silent for 9.0 s; at most 5.0 s count.")], []));
    }

    public Task<ImmutableArray<SpreadPoint>> GetSpreadsAsync(string asset, InstrumentId buy, InstrumentId sell)
    {
        var random = new Random(buy == Binance ? 3 : 4);
        var (now, net) = (FakeAccount.Now / 10_000 * 10_000, -2.0);
        return Task.FromResult<ImmutableArray<SpreadPoint>>([.. Enumerable.Range(0, 360).Where(i => i is not (> 200 and < 215))
            .Select(i => new SpreadPoint(now - ((359 - i) * 10_000L), net = (net * 0.97) + (random.NextDouble() - 0.42), net + 10))]);
    }

    public Task<IReadOnlyList<ArbitrageOpportunity>> ListAsync(string? asset, long? openedBefore, int limit, CancellationToken cancellationToken) => HistoryFails
        ? Task.FromException<IReadOnlyList<ArbitrageOpportunity>>(new IOException("told to fail"))
        : Task.FromResult<IReadOnlyList<ArbitrageOpportunity>>([.. Enumerable.Range(0, 60).Select(Past).Where(past => openedBefore is null || past.OpenedAt < openedBefore).Take(limit)]);

    private static ArbitrageView Bitcoin()
    {
        var open = Spread(Binance, Okx, 7.4, 0.3);
        return new ArbitrageView(
            "BTC", FakeAccount.Now, [open, Spread(Okx, Binance, -17.8, 0.3), Spread(Binance, Kraken, -31.2, 6.4) with { SameQuote = false }],
            [new ArbitrageOpportunity("BTC", FakeAccount.Now - 93_000, open, 9.1, FakeAccount.Now, 180, null, null)],
            [], [Trade("t1", ArbitrageStage.Holding, null, null), Trade("t2", ArbitrageStage.Done, FakeAccount.Now - 60_000, "Both legs are closed.")]);
    }

    private static ArbitrageTrade Trade(string id, ArbitrageStage stage, long? doneAt, string? reason) => new(
        id, "paper", new ArbitrageLeg(Binance, OrderSide.Buy, doneAt is null ? 0.016m : 0, doneAt is null ? -972.1m : -972.4m),
        new ArbitrageLeg(Okx, OrderSide.Sell, doneAt is null ? 0.016m : 0, doneAt is null ? 973.2m : 973.3m), 0.016m, 60_800, 60_790, stage, 1, FakeAccount.Now - 240_000, doneAt, reason);

    private static ArbitrageSpread Spread(InstrumentId buy, InstrumentId sell, double net, double age) => new(
        buy, sell, 0.0164, 60_744.9, 60_850.3, net + 10, net, net > 0 ? 0.41 : 0, net > 0 ? 11.3 : 0, net > 0 ? 214.5 : -214.5, TimeSpan.FromSeconds(age), TimeSpan.FromSeconds(0.2), true);

    private static ArbitrageOpportunity Past(int i)
    {
        var opened = FakeAccount.Now / 60_000 * 60_000 - ((i + 3) * 600_000L);
        return new ArbitrageOpportunity("BTC", opened, Spread(Binance, Okx, 1.2, 0.2), 5.5 + (i % 7), opened + 42_000, 84, opened + 43_000, (ArbitrageEnd)(i % 3));
    }
}
