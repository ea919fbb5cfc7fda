using OrleansTrading.Contracts.Scanning;
using OrleansTrading.Dashboard.Instruments.Grid;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>Readings and watchlists of a made-up market: regimes and scores follow from an instrument's place in it.</summary>
internal sealed class FakeGrid(FakeMarket market) : IGridReader
{
    private static readonly MarketRegime[] Regimes = [MarketRegime.TrendingUp, MarketRegime.Ranging, MarketRegime.TrendingDown, MarketRegime.Volatile];

    /// <summary>What is not among the first so many is on the overlay.</summary>
    public int Elite { get; set; } = 12;

    public bool Fails { get; set; }

    public static MarketReading Reading(int place) => new(
        KlineInterval.OneHour, 0, false, 1, 1, 0.01, SignalDirection.Neutral, (place % 7 * 30) - 90, default, Regimes[place % Regimes.Length]);

    public Task<WatchlistMembers> GetWatchlistsAsync() => Task.FromResult(new WatchlistMembers(
        [("elite", [.. market.Listed.Take(Elite)]), ("overlay", [.. market.Listed.Skip(Elite)])]));

    public Task<ScanReport> GetReadingsAsync(KlineInterval interval)
    {
        if (Fails)
            return Task.FromException<ScanReport>(new TimeoutException("told to fail"));
        var results = market.Listed.Select((id, place) => new ScanResult(id, Reading(place)));
        return Task.FromResult(new ScanReport(TimeSpan.FromMilliseconds(3), market.Listed.Length, [], 0, market.Listed.Length, null, [.. results]));
    }
}
